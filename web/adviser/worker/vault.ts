import { type Call, type Calls, KINDS } from "./calls.ts";
import { Connection } from "./connection.ts";
import { type Started, startWorker } from "./start.ts";
import { show } from "../view.ts";

let running: (Pick<Started, "end"> & { readonly connection: Connection }) | undefined;

function connection(): Connection {
  if (!running) {
    const { port, end } = startWorker();
    running = { connection: new Connection(port, show), end };
  }
  return running.connection;
}

/** The vault in its worker, which is started where it does not run. What a call has changed is shown before it returns. */
export const vault: Calls = Object.fromEntries(
  Object.keys(KINDS).map((call) => [call, (...args: never) => connection().ask(call as Call, args)]),
) as unknown as Calls;

/** Milliseconds that keeping what was asked to be kept may take, before the worker is ended all the same. */
const PATIENCE = 5_000;

/**
 * Parts from the worker: nothing that was asked of it is answered any more, and the next call starts another. Returns once the
 * former has ended with all that it knew.
 */
export async function part(): Promise<void> {
  const former = running;
  running = undefined;
  if (former) {
    await Promise.race([former.connection.part(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    former.end();
  }
}
