import type { Progress } from "@fluister/sdk";
import { type Signal, signal } from "@preact/signals";

/** How far a visit has come. */
export interface Along {
  readonly working?: { readonly tries: number; readonly expected: number } | undefined;
  readonly step?: { readonly done: number; readonly of: number };
  readonly file?: { readonly number: number; readonly chunks: number; readonly of: number };
}

/** What the progress bar shows; the newest visit's. */
export const along: Signal<Along> = signal({});

/** Begins a visit's progress anew. */
export function follow(): Progress {
  along.value = {};
  return {
    working: (tries, expected) => (along.value = { ...along.value, working: { tries, expected } }),
    step: (done, of) => (along.value = { ...along.value, working: undefined, step: { done, of } }),
    moved: (attachment, chunks, of) =>
      (along.value = { ...along.value, working: undefined, file: { number: attachment + 1, chunks, of } }),
  };
}
