import { proxy } from "comlink";

import { type Answer, type Call, type Calls, KINDS, type Report, type View } from "./calls.ts";
import { fromSent } from "./sent-error.ts";

/** The worker's end, as the page has it. */
export interface Port {
  ask(call: Call, ...args: readonly unknown[]): Promise<Answer>;
}

/** From one start of the worker to its end. */
export class Connection {
  readonly #port: Port;
  readonly #show: (view: View) => void;
  readonly #keeping = new Set<Promise<unknown>>();
  #isParted = false;

  /** @param show Shows what a call has changed, before its caller goes on. */
  constructor(port: Port, show: (view: View) => void) {
    this.#port = port;
    this.#show = show;
  }

  /** Makes a call at once. @throws what `Adviser` documents; DOMException of the browser's storage. */
  ask<C extends Call>(call: C, args: Parameters<Calls[C]>): ReturnType<Calls[C]> {
    const answer = this.#port.ask(call, ...args.map((arg) => (typeof arg === "function" ? this.#hearing(arg) : arg)));
    if (KINDS[call].startsWith("keeps")) {
      this.#hold(answer);
    }
    return this.#whileTogether(answer) as ReturnType<Calls[C]>;
  }

  /**
   * From now on nothing that the worker answers or reports arrives: no promise of this connection settles, and nothing is shown.
   * Returns once what was to be kept is kept.
   */
  async part(): Promise<void> {
    this.#isParted = true;
    await Promise.allSettled(this.#keeping);
  }

  #whileTogether(answer: Promise<Answer>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      answer.then(
        (given) => {
          if (this.#isParted) {
            return;
          }
          if (given.view) {
            this.#show(given.view);
          }
          if ("error" in given) {
            reject(fromSent(given.error));
          } else {
            resolve(given.value);
          }
        },
        (error: unknown) => {
          if (!this.#isParted) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
      );
    });
  }

  #hearing(report: Report): Report {
    return proxy((step) => {
      if (!this.#isParted) {
        report(step);
      }
    });
  }

  #hold(answer: Promise<unknown>): void {
    this.#keeping.add(answer);
    const done = () => this.#keeping.delete(answer);
    answer.then(done, done);
  }
}
