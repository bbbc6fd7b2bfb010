import { type Link, Melder, type Organisation, Service, encode } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { organisationIn } from "../../links/links.ts";
import { reached } from "../worker/reach.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { atLock } from "../session.ts";

/** How far an organisation's signed list of advisers has come. */
export type OrganisationState =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly errorCode: ErrorCode; readonly href: string }
  | { readonly state: "open"; readonly link: Link; readonly organisation: Organisation; readonly reader: Melder };

/** The organisation where somebody asks to be appointed. */
export const organisationState = signal<OrganisationState>({ state: "loading" });

/**
 * Fetches an organisation's list and verifies it against the fingerprint in the link; a link without one is refused: an adviser
 * must know whose adviser they become. Does not throw: what went wrong is in `organisationState`.
 *
 * @param href An invitation, or the organisation's own link.
 */
export async function openOrganisation(href: string): Promise<void> {
  organisationState.value = { state: "loading" };
  try {
    const link = organisationIn(href);
    if (link?.pin === undefined) {
      organisationState.value = { state: "failed", errorCode: "address", href };
      return;
    }
    const pinned: Link = { ...link, pin: { organisation: link.pin.organisation } };
    const reader = await Melder.open(new Service(link.server, reached), pinned);
    organisationState.value = { state: "open", link: pinned, organisation: reader.organisation, reader };
  } catch (error) {
    organisationState.value = { state: "failed", errorCode: errorCodeOf(error), href };
  }
}

/** The organisation, once it is open. */
export function organisation(): Organisation | undefined {
  return organisationState.value.state === "open" ? organisationState.value.organisation : undefined;
}

/** How the vault names an organisation: its fingerprint in base64url. */
export function nameInVault(organisation: Organisation): string {
  return encode(organisation.fingerprint);
}

atLock(() => (organisationState.value = { state: "loading" }));
