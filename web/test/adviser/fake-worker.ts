import type { Answer, Call, Calls, Report, View } from "../../adviser/worker/calls.ts";
import type { Port } from "../../adviser/worker/connection.ts";
import { toSent } from "../../adviser/worker/sent-error.ts";
import type { Started } from "../../adviser/worker/start.ts";

/** A call that the page has made, to be answered by the test. */
export interface AskedCall<C extends Call = Call> {
  readonly call: C;
  readonly args: Parameters<Calls[C]>;
  /** Whether it was answered. */
  readonly isAnswered: boolean;
  answer(value?: Awaited<ReturnType<Calls[C]>>, view?: View): void;
  fail(error: Error, view?: View): void;
  /** Tells how far it has come. */
  report: Report;
}

/**
 * A worker that does only what a test has it do. What crosses is cloned, as it is between page and worker; what it answers after
 * its end still arrives, as what is on its way does.
 */
export class FakeWorker {
  readonly asked: AskedCall[] = [];
  isEnded = false;

  readonly port: Port = {
    ask: (call, ...args) =>
      new Promise<Answer>((resolve) => {
        const state = { isAnswered: false };
        const give = (answer: Answer) => {
          state.isAnswered = true;
          resolve(structuredClone(answer));
        };
        const reports = args.filter((arg) => typeof arg === "function") as Report[];
        this.asked.push({
          call,
          args: args.map((arg) => (typeof arg === "function" ? arg : structuredClone(arg))) as AskedCall["args"],
          get isAnswered() {
            return state.isAnswered;
          },
          answer: (value?: unknown, view?: View) => give({ value, view }),
          fail: (error, view) => give({ error: toSent(error), view }),
          report: (step) => reports.forEach((report) => report(step)),
        });
      }),
  };

  /** What was asked and is not answered, by its name; the newest where there are several. @throws where there is none. */
  waiting<C extends Call>(call: C): AskedCall<C> {
    const found = this.asked.filter((one) => one.call === call && !one.isAnswered).at(-1);
    if (found === undefined) {
      throw new Error(`${call} was not asked, but ${this.asked.map((one) => one.call).join(", ")}`);
    }
    return found as unknown as AskedCall<C>;
  }

  /** The names of all calls, in their order. */
  get calls(): Call[] {
    return this.asked.map(({ call }) => call);
  }
}

/** Every worker that was started, the newest last. */
export const workers: FakeWorker[] = [];

/** The worker that was started last. @throws where none was. */
export function worker(): FakeWorker {
  const newest = workers.at(-1);
  if (newest === undefined) {
    throw new Error("no worker was started");
  }
  return newest;
}

/** In the place of what starts a real worker: `vi.mock("…/worker/start.ts", () => import("./fake-worker.ts"))`. */
export function startWorker(): Started {
  const fake = new FakeWorker();
  workers.push(fake);
  return { port: fake.port, end: () => (fake.isEnded = true) };
}
