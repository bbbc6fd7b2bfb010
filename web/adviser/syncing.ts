import type { News } from "@fluister/sdk";
import { signal } from "@preact/signals";

import type { ProgressStep } from "./worker/calls.ts";
import { vault } from "./worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "./error-code.ts";
import { atLock } from "./session.ts";
import { lookAgain } from "./thread/chosen.ts";
import { isOpen } from "./view.ts";

/** How a sync goes, or went. */
export type Syncing =
  | { readonly state: "resting"; readonly news?: News }
  | { readonly state: "going"; readonly progress?: ProgressStep }
  | { readonly state: "failed"; readonly errorCode: ErrorCode };

/** How the last sync goes, or went. */
export const syncing = signal<Syncing>({ state: "resting" });

let going: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether something was written, or asked, since the look that goes began. */
let wanted = false;

/**
 * Looks into the box and sends what waits. One look at a time; asked while one goes, it looks once more after it, so that
 * what was just written goes out, too. Does not throw: what went wrong is in `syncing`.
 */
export function sync(): Promise<void> {
  wanted = true;
  going ??= whileWanted().finally(() => {
    going = undefined;
    again();
  });
  return going;
}

async function whileWanted(): Promise<void> {
  while (wanted) {
    wanted = false;
    await once();
  }
}

async function once(): Promise<void> {
  clearTimeout(timer);
  syncing.value = { state: "going" };
  try {
    const news = await vault.sync((progress) => {
      if (syncing.value.state === "going") {
        syncing.value = { state: "going", progress };
      }
    });
    await lookAgain();
    syncing.value = { state: "resting", news };
  } catch (error) {
    syncing.value = { state: "failed", errorCode: errorCodeOf(error) };
    await lookAgain().catch(() => undefined);
  }
}

/** Minutes between two looks, at least and at most; each time another number, so that no beat tells whose app it is. */
const [SOONEST, LATEST] = [4, 13] as const;

function again(): void {
  clearTimeout(timer);
  if (isOpen.value) {
    const minutes = SOONEST + Math.random() * (LATEST - SOONEST);
    timer = setTimeout(() => void sync(), minutes * 60_000);
  }
}

/** Looks again whenever the connection is back. To be called once. */
export function watchConnection(): void {
  addEventListener("online", () => {
    if (isOpen.value) {
      void sync();
    }
  });
}

atLock(() => {
  clearTimeout(timer);
  syncing.value = { state: "resting" };
  going = undefined;
  wanted = false;
});
