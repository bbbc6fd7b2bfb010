import { type Remote, proxy, wrap } from "comlink";

import type { Api, Report } from "./api.ts";
import { scriptAddress } from "./trusted.ts";
import address from "./worker.ts?worker&url";

let running: { readonly worker: Worker; readonly api: Remote<Api> } | undefined;

/** The adviser in its worker, which is started where it does not run. Every call is a promise. */
export function core(): Remote<Api> {
  if (!running) {
    const worker = new Worker(scriptAddress(address), { type: "module", name: "vault" });
    running = { worker, api: wrap<Api>(worker) };
  }
  return running.api;
}

/** Parts from the worker: the next call starts another. What this gives back ends the former with all that it knew. */
export function parted(): () => void {
  const worker = running?.worker;
  running = undefined;
  return () => worker?.terminate();
}

/** A listener for steps that can be handed to the worker. */
export function listener(report: Report): Report {
  return proxy(report);
}
