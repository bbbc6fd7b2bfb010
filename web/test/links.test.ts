import type { Link } from "@fluister/sdk";
import { describe, expect, it } from "vitest";

import {
  administrationLink,
  invitationLink,
  organisationIn,
  readRequestLink,
  requestLink,
  withoutSpaces,
} from "../links/links.ts";

const link: Link = {
  server: "https://example.org",
  slug: "acme",
  pin: { organisation: new Uint8Array(32).fill(7) },
};
const signed = { payload: new TextEncoder().encode('{"version":1}'), signature: new Uint8Array(64).fill(255) };
const photo = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
const replaces = new Uint8Array(32).fill(250);

/** As some mail programs send a long link on. */
function wrapped(text: string): string {
  return ` ${text.replace(/.{70}/g, "$&\r\n ")}\n`;
}

describe("an invitation", () => {
  it("names the organisation after the #, with its fingerprint", () => {
    const address = new URL(invitationLink(link));
    expect(address.origin + address.pathname).toBe("https://example.org/adviser/");
    expect(address.search).toBe("");
    expect(organisationIn(address.href)).toEqual(link);
  });

  it("forgets which adviser's card it was made from", () => {
    const card = { ...link, pin: { organisation: new Uint8Array(32).fill(7), adviser: replaces } };
    expect(organisationIn(invitationLink(card))).toEqual(link);
  });

  it("is not made without a fingerprint", () => {
    expect(() => invitationLink({ server: link.server, slug: link.slug })).toThrow("fingerprint");
  });
});

describe("the organisation in an address", () => {
  it("is read from the administrator's own link and from the organisation's", () => {
    expect(organisationIn(administrationLink(link))).toEqual(link);
    expect(organisationIn(`https://example.org/acme#${"Bw".padEnd(43, "c")}`)?.slug).toBe("acme");
  });

  it("is nothing where an app was opened without one", () => {
    expect(organisationIn("https://example.org/adviser/")).toBeUndefined();
    expect(organisationIn("https://example.org/adviser/#")).toBeUndefined();
  });

  it("is refused where it is damaged", () => {
    expect(() =>
      organisationIn("https://example.org/adviser/#organisation=https%3A%2F%2Fexample.org%2Facme%23x"),
    ).toThrow("fingerprint");
  });
});

describe("a request", () => {
  it("is read as it was written, whatever a mail program did to its lines", () => {
    const request = { link, signed, photo, replaces };
    expect(readRequestLink(wrapped(requestLink(request)))).toEqual(request);
    expect(readRequestLink(requestLink({ link, signed }))).toEqual({ link, signed });
  });

  it("says whether it is something else, or damaged", () => {
    const text = requestLink({ link, signed });
    expect(() => readRequestLink("hello")).toThrow("address");
    expect(() => readRequestLink(administrationLink(link))).toThrow("request");
    expect(() => readRequestLink(text.slice(0, -1))).toThrow("damaged");
  });
});

describe("spaces", () => {
  it("mean nothing in a link", () => {
    expect(withoutSpaces(" a\r\n\tb ")).toBe("ab");
  });
});
