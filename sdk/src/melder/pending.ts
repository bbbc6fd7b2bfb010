import { sha256 } from "@noble/hashes/sha2.js";

import { utf8 } from "../protocol/bytes.js";
import { type Code } from "../protocol/code.js";
import { encode } from "../protocol/encoding.js";
import { isPassing, ServiceError } from "../service/service-error.js";
import { type Service } from "../service/service.js";
import { type Progress } from "./progress.js";
import { type AttachmentSource } from "./attachment-source.js";
import { type Sending, type Upload } from "./upload.js";

/** What was sent. */
export interface Receipt {
  /** The advisers' names. */
  readonly advisers: readonly string[];
  /** How many letters each of them gets. */
  readonly letters: number;
  /** Attachments and how far they have come: they follow after the words. */
  readonly uploads: readonly Upload[];
}

/**
 * What was sealed and is not known to have arrived in full. The same bytes are posted again: writing them twice succeeds, so
 * that nothing is doubled or lost.
 */
export interface Pending {
  /** What was asked for, so that the same call is known again. */
  readonly key: string;
  /** The body of the request that posts the letters: their bytes, one after another. */
  readonly body: Uint8Array;
  readonly advisers: readonly string[];
  readonly letters: number;
  readonly sendings: readonly Sending[];
  /** Whether the letters are with the server, so that only attachments are left to be sent. */
  isPosted: boolean;
}

/** The key of a call: equal for equal calls, and telling nothing. */
export function keyOf(code: Code, asked: object, attachments: readonly AttachmentSource[]): string {
  const files = attachments.map(({ name, mediaType, size }) => ({ name, mediaType, size }));
  return encode(sha256(utf8(JSON.stringify([encode(code.bytes), asked, files]))));
}

/** The receipt of what was posted. */
export function receiptOf({ advisers, letters, sendings }: Pending): Receipt {
  const uploads = sendings.map(({ adviser, name, chunks, done }) => ({ adviser, name, chunks, done }));
  return { advisers, letters, uploads };
}

/** Whether chunks are still to be sent. */
export function isUnfinished({ chunks, done }: Upload): boolean {
  return done < chunks;
}

/** Sends what is missing of attachments, one after the other. @throws ServiceError; ValidationError */
export async function sendAll(
  service: Service,
  slug: string,
  sendings: readonly Sending[],
  progress?: Progress,
): Promise<void> {
  for (const [number, sending] of sendings.entries()) {
    await sending.send(service, slug, number, progress);
  }
}

/** Does something; gives false where the connection broke, or somebody said stop. What is to be done about it is known. */
export async function unlessCutOff(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isPassing(error) || (error instanceof ServiceError && error.kind === "given-up")) {
      return false;
    }
    throw error;
  }
}
