import type { AppointmentAsked } from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

import { atLock } from "../session.ts";
import { back, go } from "../navigation.ts";
import { type Purpose, after, counted } from "./plan.ts";
import type { JoiningScreen } from "./screens.ts";
import { t } from "../../i18n/i18n.ts";

/** Why somebody is on the way to being appointed. */
export const purpose = signal<Purpose>("first");

/** The id of the adviser whose place is to be taken, 32 bytes. */
export const replaces = signal<Uint8Array | undefined>(undefined);

/** A request that is to go to an administrator. */
export interface Asked {
  /** As the vault names it: its fingerprint in base64url. */
  readonly organisation: string;
  readonly request: AppointmentAsked;
  /** Whether it is to be appointed, and not to have something renewed. */
  readonly isNew: boolean;
  /** The id of the adviser whose place is to be taken, 32 bytes. */
  readonly replaces?: Uint8Array;
}

const waiting = signal<readonly Asked[]>([]);

/** The request that is shown. */
export const asked = computed(() => waiting.value[0]);

/** Whether others come after it. */
export const hasMore = computed(() => waiting.value.length > 1);

/** What was asked since the vault was opened, by organisation. */
const known = new Map<string, Asked>();

/** Has these requests shown, one after another. */
export function askFor(requests: readonly Asked[]): void {
  for (const request of requests) {
    known.set(request.organisation, request);
  }
  waiting.value = requests;
}

/** Shows once more what was asked of an organisation; if that was before the vault was opened, it is put together anew. */
export function showAgain(organisation: string): void {
  const request = known.get(organisation);
  if (request) {
    askFor([request]);
    go("request");
  } else {
    go("profile");
  }
}

/** The request that is shown has been handed over; what comes after it is shown. */
export function handedOver(): void {
  waiting.value = waiting.value.slice(1);
}

/** Whether one answer is being changed, from the look at all of them. */
const changing = signal(false);

/** Begins the screens of joining, for this purpose. */
export function begin(reason: Purpose): void {
  purpose.value = reason;
  replaces.value = undefined;
  changing.value = false;
}

/** What stands above a screen's heading, like 'Step 2 of 6'. */
export function above(screen: JoiningScreen): { readonly above?: string } {
  const at = counted(purpose.value, screen);
  return at && !changing.value ? { above: t("joining.step", at) } : {};
}

/** Goes on from a screen: to the next of the way, or back to where an answer was changed. */
export function goAfter(screen: JoiningScreen): void {
  if (changing.value) {
    changing.value = false;
    back();
  } else {
    go(after(purpose.value, screen));
  }
}

/** Changes one answer, and comes back. */
export function change(screen: JoiningScreen): void {
  changing.value = true;
  go(screen);
}

/** To be called by the screen that all changes come back to. */
export function changed(): void {
  changing.value = false;
}

atLock(() => {
  begin("first");
  waiting.value = [];
  known.clear();
});
