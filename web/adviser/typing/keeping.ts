import { atLock, beforeLock } from "../session.ts";

/** Milliseconds of rest after which what was typed is kept. */
const REST = 800;

/** Puts something into the vault; asks for it at once. */
export type Keeping = () => Promise<void>;

/** What is typed and not yet kept, by what it is. */
const unkept = new Map<string, Keeping>();

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps what is typed in the vault once the typing rests; at the latest when the vault is locked, or the page goes out of sight. */
export function keepSoon(what: string, keeping: Keeping): void {
  unkept.set(what, keeping);
  clearTimeout(waiting);
  waiting = setTimeout(() => void keepNow(), REST);
}

/** Keeps now what is not kept yet. Does not throw: it is tried again with the next letter that is typed. */
export async function keepNow(): Promise<void> {
  clearTimeout(waiting);
  const all = [...unkept];
  unkept.clear();
  await Promise.all(
    all.map(async ([what, keeping]) => {
      try {
        await keeping();
      } catch {
        if (!unkept.has(what)) {
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

beforeLock(() => void keepNow());
atLock(() => unkept.clear());
