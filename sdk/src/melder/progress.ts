/** How far a visit has come, to be shown while it runs. */
export interface Progress {
  /** Proof of work: tries so far, of so many to be expected. */
  working?(tries: number, expected: number): void;
  /** Steps of a visit done, of so many. */
  step?(done: number, of: number): void;
  /** Chunks of an attachment (from 0, in the order of the receipt's uploads) that are where they belong, of so many. */
  moved?(attachment: number, chunks: number, of: number): void;
}

/** What a visit consists of: directory, notes, replies, sealing, posting. */
export const STEPS = 5;

/** Counts the steps of a visit that are done. */
export class Steps {
  readonly #progress: Progress | undefined;
  #done = 0;

  constructor(progress: Progress | undefined) {
    this.#progress = progress;
  }

  /** Counts one more step, and tells who listens. */
  done(): void {
    this.#done = Math.min(STEPS, this.#done + 1);
    this.#progress?.step?.(this.#done, STEPS);
  }
}
