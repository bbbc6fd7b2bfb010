import { core } from "../core/core.ts";
import { atLock, beforeLock, isOpen } from "../session.ts";

/** Milliseconds of rest after which what was typed is kept. */
const REST = 800;

/** What is typed and not yet kept, by thread. */
const unkept = new Map<string, string>();

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps what is typed in the vault, once the typing rests; at the latest when the vault is locked. */
export function typed(thread: string, text: string): void {
  unkept.set(thread, text);
  clearTimeout(waiting);
  waiting = setTimeout(() => void keep(), REST);
}

/** Forgets what was typed: it has been sent. */
export async function forgetTyped(thread: string): Promise<void> {
  unkept.delete(thread);
  await core().keepDraft(thread, "");
}

/** Keeps now what is not kept yet. Does not throw: it is tried again with the next letter that is typed. */
export async function keep(): Promise<void> {
  clearTimeout(waiting);
  // Held on to: once the vault is locked, asking again would start another worker.
  const vault = core();
  const all = [...unkept];
  unkept.clear();
  for (const [thread, text] of all) {
    try {
      await vault.keepDraft(thread, text);
    } catch {
      if (isOpen.value && !unkept.has(thread)) {
        unkept.set(thread, text);
      }
    }
  }
}

beforeLock(keep);
atLock(() => unkept.clear());
