import { type Pin } from "../protocol/chain.js";
import { decode, encode } from "../protocol/encoding.js";
import { isSlug } from "../protocol/text.js";

/** What an organisation gives out: `https://server/slug#organisation`, on an adviser's own card `#organisation.adviser`. */
export interface Link {
  /** The server's address, without the slug and without a slash at the end. */
  readonly server: string;
  /** The organisation's name in addresses. */
  readonly slug: string;
  /** What the fragment pins, which browsers never send. Without it nobody can tell whose keys a server shows. */
  readonly pin?: Pin;
}

/** Why a link is refused. */
export const LINK_ERRORS = {
  address: "not a link: it should look like https://example.org/acme#…",
  insecure: "the link uses http, with which anybody on the way can read along: it must begin with https",
  slug: "the link names no organisation: it should look like https://example.org/acme#…",
  fingerprint: "the fingerprint (the part after #) is damaged: copy the whole link",
} as const;

/** A link that cannot be used, with the reason. */
export class LinkError extends Error {
  readonly reason: keyof typeof LINK_ERRORS;

  constructor(reason: keyof typeof LINK_ERRORS) {
    super(`${reason}: ${LINK_ERRORS[reason]}`);
    this.name = "LinkError";
    this.reason = reason;
  }
}

/**
 * Reads a link. A fragment that is missing or empty gives no pin.
 *
 * @throws LinkError
 */
export function parseLink(href: string): Link {
  const [address = "", fragment = ""] = split(href.trim(), "#");
  const url = urlOf(address);
  // `//` inside would not be written again as it came.
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.pathname.includes("//")) {
    throw new LinkError("address");
  }
  const end = url.pathname.lastIndexOf("/");
  const slug = url.pathname.slice(end + 1);
  if (!isSlug(slug)) {
    throw new LinkError("slug");
  }
  if (url.protocol === "http:" && !staysHere(url.hostname)) {
    throw new LinkError("insecure");
  }
  const server = `${url.protocol}//${url.host}${url.pathname.slice(0, end)}`;
  return { server, slug, ...(fragment !== "" && { pin: pinOf(fragment) }) };
}

/** A link as it is printed: the address, and behind `#` the pin. */
export function formatLink({ server, slug, pin }: Link): string {
  if (pin === undefined) {
    return `${server}/${slug}`;
  }
  const adviser = pin.adviser === undefined ? "" : `.${encode(pin.adviser)}`;
  return `${server}/${slug}#${encode(pin.organisation)}${adviser}`;
}

function urlOf(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new LinkError("address");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new LinkError("address");
  }
  return url;
}

/** Whether http to this host stays on this machine, or inside Tor. */
function staysHere(host: string): boolean {
  return /(^|\.)localhost$|\.onion$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(host);
}

function pinOf(fragment: string): Pin {
  const [organisation = "", adviser] = split(fragment, ".");
  try {
    return {
      organisation: decode(organisation, 32),
      ...(adviser !== undefined && { adviser: decode(adviser, 32) }),
    };
  } catch {
    throw new LinkError("fingerprint");
  }
}

/** What is before and after the first separator; one part where there is none. */
function split(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
