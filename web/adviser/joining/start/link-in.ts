import { formatLink } from "@fluister/sdk";

import { organisationIn } from "../../../links/links.ts";

/** The organisation's link in an invitation, or in the organisation's own link; nothing where it names no fingerprint. */
export function linkIn(text: string): string | undefined {
  try {
    const link = organisationIn(text);
    return link?.pin === undefined ? undefined : formatLink(link);
  } catch {
    return undefined;
  }
}
