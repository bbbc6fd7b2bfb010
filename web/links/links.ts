// The links that go between the apps. What they carry stands after the #, which browsers never send to a server.

import { type Link, type Signed, LinkError, decode, encode, formatLink, parseLink } from "@fluister/sdk";

/** An adviser's request to be appointed, or to have what melders see of them renewed, on its way to an administrator. */
export interface RequestLink {
  /** Where the organisation is. */
  readonly link: Link;
  /** What `readRequest` reads. */
  readonly signed: Signed;
  /** The picture whose hash the request names; left out where it has not changed. */
  readonly photo?: Uint8Array;
  /** The id (32 bytes) of the adviser in whose place this one wants to come. A wish, signed by nobody. */
  readonly replaces?: Uint8Array;
}

/** Why a link between the apps is refused. */
export type RequestLinkErrorCode = "address" | "request" | "damaged";

/** What is wrong with a request's link: it is no link, it has no request in it, or it was damaged on the way. */
export class RequestLinkError extends Error {
  readonly reason: RequestLinkErrorCode;

  constructor(reason: RequestLinkErrorCode) {
    super(`not a request: ${reason}`);
    this.name = "RequestLinkError";
    this.reason = reason;
  }
}

/** Invites to become an adviser of an organisation. */
export function invitationLink(link: Link): string {
  return appLink(link, "adviser", {});
}

/** An administrator's way into the app of their organisation. */
export function administrationLink(link: Link): string {
  return appLink(link, "organisation", {});
}

/**
 * The organisation that a link of an app names; nothing where it names none.
 *
 * @param href The whole address, or the organisation's own link, as on its poster.
 * @throws LinkError
 */
export function organisationIn(href: string): Link | undefined {
  const named = fragment(href).get("organisation");
  if (named !== null) {
    return parseLink(named);
  }
  const address = withoutSpaces(href);
  return isAppLink(address) ? undefined : parseLink(address);
}

/** A request as text: a link that opens the administrator's app, and the content of a file. */
export function requestLink({ link, signed, photo, replaces }: RequestLink): string {
  return appLink(link, "organisation", {
    request: `${encode(signed.payload)}.${encode(signed.signature)}`,
    ...(photo && { photo: encode(photo) }),
    ...(replaces && { replaces: encode(replaces) }),
  });
}

/**
 * Reads a request, as pasted, from a file or from the address. Who signed it, `readRequest` says.
 *
 * @throws RequestLinkError
 */
export function readRequestLink(text: string): RequestLink {
  const values = fragment(text);
  const [named, request] = [values.get("organisation"), values.get("request")];
  if (named === null) {
    throw new RequestLinkError("address");
  }
  if (request === null) {
    throw new RequestLinkError("request");
  }
  const [payload = "", signature = ""] = request.split(".", 2);
  const [photo, replaces] = [values.get("photo"), values.get("replaces")];
  try {
    return {
      link: parseLink(named),
      signed: { payload: decode(payload), signature: decode(signature, 64) },
      ...(photo !== null && { photo: decode(photo) }),
      ...(replaces !== null && { replaces: decode(replaces, 32) }),
    };
  } catch {
    throw new RequestLinkError("damaged");
  }
}

/** A link as it was, without the line ends and spaces that mail programs put into long ones. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, "");
}

function appLink(link: Link, app: "adviser" | "organisation", more: Readonly<Record<string, string>>): string {
  if (link.pin === undefined) {
    throw new LinkError("fingerprint");
  }
  const { server, slug, pin } = link;
  const values = { organisation: formatLink({ server, slug, pin: { organisation: pin.organisation } }), ...more };
  return `${server}/${app}/#${new URLSearchParams(values).toString()}`;
}

function isAppLink(address: string): boolean {
  return /\/(adviser|organisation)\/(#|$)/.test(address);
}

function fragment(href: string): URLSearchParams {
  const text = withoutSpaces(href);
  const at = text.indexOf("#");
  return new URLSearchParams(at === -1 ? "" : text.slice(at + 1));
}
