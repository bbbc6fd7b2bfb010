import { signal } from "@preact/signals";

import { forgetView, isOpen } from "./view.ts";
import { FIRST, LOCKED, goOn } from "./navigation.ts";
import { part, vault } from "./worker/vault.ts";

/** What stood behind the address's '#': an invitation. It is gone from the address once the app has begun. */
export const invitation = signal<string | undefined>(undefined);

/** Why the browser keeps nothing, where that is so: then there can be no vault. */
export const noStorage = signal(false);

/** What is done before the vault is locked, and what is forgotten then. */
const [endings, forgettings] = [new Set<() => void>(), new Set<() => void>()];

/** Has something asked of the vault before it is locked, like keeping what was being typed: asked at once, that is done still. */
export function beforeLock(ending: () => void): void {
  endings.add(ending);
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
    const hasVault = await vault.hasVault();
    goOn(hasVault ? LOCKED : invitation.value === undefined ? FIRST : "invited");
  } catch {
    noStorage.value = true;
    goOn(FIRST);
  }
}

/** To be called once the vault is open: shows the inbox, or the invitation that the app was opened with. */
export function opened(): void {
  goOn(invitation.value === undefined ? "inbox" : "invited");
}

/** Locks at once: what was shown goes first, then what was being typed is kept, then the worker ends. */
export async function lock(): Promise<void> {
  if (!isOpen.value) {
    return;
  }
  for (const ending of endings) {
    ending();
  }
  const parted = part();
  forgetView();
  invitation.value = undefined;
  for (const forgetting of forgettings) {
    forgetting();
  }
  goOn(LOCKED);
  await parted;
}
