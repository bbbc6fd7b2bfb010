import type { Melder, Organisation } from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

import { alsoNow } from "../i18n/i18n.ts";
import type { Texts } from "../i18n/languages.ts";
import { protocol } from "./client.ts";
import { type ErrorCode, errorCodeOf } from "../errors/error-code.ts";

/** How far the organisation's signed list of advisers has come. */
export type Opening =
  | { readonly state: "loading" }
  | { readonly state: "open"; readonly melder: Melder }
  | { readonly state: "failed"; readonly errorCode: ErrorCode };

/** The organisation of this address. */
export const opening = signal<Opening>({ state: "loading" });

/** What the organisation says of itself, verified; nothing before that. */
export const organisation = signal<Organisation | undefined>(undefined);

/** Whether the address did not say whose page this should be. */
export const isUnpinned = computed(() => organisation.value?.pinned === false);

/** Whether the organisation shows itself only to those with its whole link, and this is another. */
export const isHidden = computed(() => isUnpinned.value && organisation.value?.listed === false);

let letters: Promise<void> | undefined;

/** Loads what letters are called: on every visit, so that nobody sees from it what a visit is for. @throws what loading throws. */
function letterTexts(): Promise<void> {
  letters ??= alsoNow(import.meta.glob<Texts>("../i18n/*/kinds.json", { import: "default" })).catch(
    (error: unknown) => {
      letters = undefined;
      throw error;
    },
  );
  return letters;
}

/** Fetches and verifies the list. Does not throw: what went wrong is in `opening`. */
export async function open(): Promise<void> {
  opening.value = { state: "loading" };
  try {
    const { Melder, Service, parseLink } = await protocol();
    const link = parseLink(location.href);
    const [melder] = await Promise.all([Melder.open(new Service(link.server), link), letterTexts()]);
    opening.value = { state: "open", melder };
    visited();
  } catch (error) {
    opening.value = { state: "failed", errorCode: errorCodeOf(error) };
  }
}

/** Looks at the organisation again, after a visit has fetched it anew. */
export function visited(): void {
  if (opening.value.state === "open") {
    organisation.value = opening.value.melder.organisation;
  }
}

/** The melder of this address. @throws Error unless it is open: screens that need one are shown after that. */
export function melder(): Melder {
  if (opening.value.state !== "open") {
    throw new Error("the organisation is not open");
  }
  return opening.value.melder;
}
