import type { Desk } from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

import { core, parted } from "./core/core.ts";
import { FIRST, LOCKED, goOn } from "./way.ts";

/** What the vault holds, as far as lists need it; nothing while it is locked. */
export const desk = signal<Desk | undefined>(undefined);

/** Whether the vault is open. */
export const isOpen = computed(() => desk.value !== undefined);

/** What stood behind the address's '#': an invitation. It is gone from the address once the app has begun. */
export const invitation = signal<string | undefined>(undefined);

/** Why the browser keeps nothing, where that is so: then there can be no vault. */
export const noStorage = signal(false);

/** What is done before the vault is locked, and what is forgotten then. */
const [endings, forgettings]: [Set<() => Promise<void>>, Set<() => void>] = [new Set(), new Set()];

/** Counts from one lock to the next: what was asked before a lock must show nothing after it. */
let session = 0;

/** Has something done before the vault is locked, like keeping what was being typed. Gives back what undoes this. */
export function beforeLock(ending: () => Promise<void>): () => void {
  endings.add(ending);
  return () => endings.delete(ending);
}

/** Has something forgotten whenever the vault is locked. */
export function atLock(forgetting: () => void): void {
  forgettings.add(forgetting);
}

/** Shows the first screen: an invitation, a locked vault, or how one begins. */
export async function begin(): Promise<void> {
  invitation.value = location.hash.length > 1 ? location.hash.slice(1) : undefined;
  history.replaceState(null, "", location.pathname);
  try {
    const hasVault = await core().isOnShelf();
    goOn(hasVault ? LOCKED : invitation.value === undefined ? FIRST : "invited");
  } catch {
    noStorage.value = true;
    goOn(FIRST);
  }
}

/** Shows what the vault now holds. To be called after everything that changes it. */
export async function refresh(): Promise<void> {
  const asked = session;
  const now = await core().desk();
  if (asked === session) {
    desk.value = now;
  }
}

/** To be called once the vault is open: shows the inbox, or the invitation that the app was opened with. */
export async function opened(): Promise<void> {
  await refresh();
  goOn(invitation.value === undefined ? "inbox" : "invited");
}

/** Milliseconds that keeping what was being typed may take, before the worker is ended all the same. */
const PATIENCE = 5_000;

/** Locks at once: what was shown goes first, then what was being typed is kept, then the worker ends. */
export async function lock(): Promise<void> {
  if (!isOpen.value) {
    return;
  }
  session += 1;
  const last = [...endings].map((ending) => ending());
  const end = parted();
  desk.value = undefined;
  invitation.value = undefined;
  for (const forgetting of forgettings) {
    forgetting();
  }
  goOn(LOCKED);
  await Promise.race([Promise.allSettled(last), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  end();
}
