import type { AdviserProgress } from "@fluister/sdk";

import { type Answer, type Call, KINDS, type Report, type View } from "./calls.ts";
import { type Handlers, OpenVault, handlers } from "./handlers.ts";
import { toSent } from "./sent-error.ts";

type Method = (...args: readonly unknown[]) => unknown;

/** The worker's end: it does what the page asks, and tells what there is to show afterwards. */
export class Endpoint {
  readonly #vault: OpenVault;
  readonly #handlers: Handlers;

  constructor(vault = new OpenVault()) {
    this.#vault = vault;
    this.#handlers = handlers(vault);
  }

  /** Does not throw: what went wrong is in the answer. */
  async ask(call: Call, ...args: readonly unknown[]): Promise<Answer> {
    let outcome: Answer;
    try {
      outcome = { value: await this.#run(call, args) };
    } catch (error) {
      outcome = { error: toSent(error) };
    }
    try {
      return { ...outcome, view: this.#view(call, args) };
    } catch (error) {
      return { error: toSent(error) };
    }
  }

  #run(call: Call, args: readonly unknown[]): unknown {
    const given = args.map((arg) => (typeof arg === "function" ? progress(arg as Report) : arg));
    if (isHandled(call, this.#handlers)) {
      return (this.#handlers[call] as Method)(...given);
    }
    const { adviser } = this.#vault;
    return (adviser[call] as Method).apply(adviser, given);
  }

  /** What was changed, as it is now: what fails may have changed something before it did. */
  #view(call: Call, [first]: readonly unknown[]): View | undefined {
    const kind = KINDS[call];
    if (kind === "reads" || !this.#vault.isOpen) {
      return undefined;
    }
    const { adviser } = this.#vault;
    const inbox = adviser.inbox();
    const isThere = kind === "keeps-thread" && inbox.threads.some(({ id }) => id === first);
    return { inbox, ...(isThere && { thread: adviser.thread(first as string) }) };
  }
}

function isHandled(call: Call, handlers: Handlers): call is keyof Handlers {
  return Object.hasOwn(handlers, call);
}

/** The SDK's progress, reported as `ProgressStep`s. */
function progress(report: Report): AdviserProgress {
  return {
    opened: (done, of) => report({ what: "opened", done, of }),
    sent: (done, of) => report({ what: "sent", done, of }),
    working: (tries, expected) => report({ what: "working", done: tries, of: expected }),
  };
}
