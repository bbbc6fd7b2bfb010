import { type Link, Melder, type Organisation, Service, encode } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { organisationIn } from "../../links/links.ts";
import { reached } from "../worker/reach.ts";
import { type Fault, faultOf } from "../fault.ts";
import { atLock } from "../session.ts";

/** How far an organisation's signed list of advisers has come. */
export type Place =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly fault: Fault; readonly href: string }
  | { readonly state: "open"; readonly link: Link; readonly organisation: Organisation; readonly reader: Melder };

/** The organisation where somebody asks to be appointed. */
export const place = signal<Place>({ state: "loading" });

/**
 * Fetches an organisation's list and verifies it against the fingerprint in the link; a link without one is refused: an adviser
 * must know whose adviser they become. Does not throw: what went wrong is in `place`.
 *
 * @param href An invitation, or the organisation's own link.
 */
export async function openPlace(href: string): Promise<void> {
  place.value = { state: "loading" };
  try {
    const link = organisationIn(href);
    if (link?.pin === undefined) {
      place.value = { state: "failed", fault: "address", href };
      return;
    }
    const pinned: Link = { ...link, pin: { organisation: link.pin.organisation } };
    const reader = await Melder.open(new Service(link.server, reached), pinned);
    place.value = { state: "open", link: pinned, organisation: reader.organisation, reader };
  } catch (error) {
    place.value = { state: "failed", fault: faultOf(error), href };
  }
}

/** The organisation, once it is open. */
export function organisation(): Organisation | undefined {
  return place.value.state === "open" ? place.value.organisation : undefined;
}

/** How the vault names an organisation: its fingerprint in base64url. */
export function nameInVault(organisation: Organisation): string {
  return encode(organisation.fingerprint);
}

atLock(() => (place.value = { state: "loading" }));
