import { wrap } from "comlink";

import { scriptAddress } from "../device/trusted.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Port } from "./connection.ts";
import address from "./worker.ts?worker&url";

/** A worker, and what ends it with all that it knows. */
export interface Started {
  readonly port: Port;
  readonly end: () => void;
}

/** Starts a worker that has no vault open yet. */
export function startWorker(): Started {
  const worker = new Worker(scriptAddress(address), { type: "module", name: "vault" });
  return { port: wrap<Endpoint>(worker), end: () => worker.terminate() };
}
