import type { Remote } from "comlink";

import type { Api } from "../core/api.ts";
import { core } from "../core/core.ts";
import { atLock, beforeLock, isOpen } from "../session.ts";

/** Milliseconds of rest after which what was typed is kept. */
const REST = 800;

/** Puts something into the vault. */
export type Keeping = (vault: Remote<Api>) => Promise<void>;

/** What is typed and not yet kept, by what it is. */
const unkept = new Map<string, Keeping>();

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps what is typed in the vault once the typing rests; at the latest when the vault is locked, or the page goes out of sight. */
export function keepSoon(what: string, keeping: Keeping): void {
  unkept.set(what, keeping);
  clearTimeout(waiting);
  waiting = setTimeout(() => void keepNow(), REST);
}

/** Keeps something now, in the place of what was still to be kept of it. @throws what the vault throws. */
export async function keepInstead(what: string, keeping: Keeping): Promise<void> {
  unkept.delete(what);
  await keeping(core());
}

/** Keeps now what is not kept yet. Does not throw: it is tried again with the next letter that is typed. */
export async function keepNow(): Promise<void> {
  clearTimeout(waiting);
  if (unkept.size === 0) {
    return;
  }
  // Held on to: once the vault is locked, asking again would start another worker.
  const vault = core();
  const all = [...unkept];
  unkept.clear();
  await Promise.all(
    all.map(async ([what, keeping]) => {
      try {
        await keeping(vault);
      } catch {
        if (isOpen.value && !unkept.has(what)) {
          unkept.set(what, keeping);
        }
      }
    }),
  );
}

/** Keeps what was typed whenever the page goes out of sight: it may be closed. To be called once. */
export function watchSight(): void {
  document.addEventListener("visibilitychange", () => void keepNow());
}

beforeLock(keepNow);
atLock(() => unkept.clear());
