import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { Melder } from "../../src/melder/melder.js";
import { type Card } from "../../src/melder/organisation.js";
import { type AttachmentSource } from "../../src/melder/attachment-source.js";
import { parseLink } from "../../src/service/link.js";
import { type Fetch, Service } from "../../src/service/service.js";
import { type TestEnvironment } from "./environment.js";
import { reach } from "./reach.js";

/** A melder's client of a test environment; nothing is tried twice by itself. */
export function arrive(environment: TestEnvironment, fetch: Fetch = reach()): Promise<Melder> {
  return Melder.open(new Service(environment.origin, { fetch, pauses: [] }), parseLink(environment.link));
}

/** The adviser of this name. */
export function card(melder: Melder, name: string): Card {
  return melder.organisation.advisers.find((adviser) => adviser.name === name) ?? assert.fail(`no ${name}`);
}

/** Words that no other run has. */
export function words(): string {
  return `It began in ${randomBytes(8).toString("hex")}.\nŻółw 🐢 "…" \\`;
}

/** A file of bytes that no other run has. */
export function file(
  name: string,
  bytes: Uint8Array = randomBytes(1000),
): AttachmentSource & { readonly bytes: Uint8Array } {
  return {
    name,
    mediaType: "application/octet-stream",
    size: bytes.length,
    bytes,
    read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  };
}

/** A report without anything else. */
export const PLAIN = { categories: [], repliesOnly: false, attachments: [] };
