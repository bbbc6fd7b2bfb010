import { join, utf8 } from "./bytes.js";
import { demand } from "./validation-error.js";
import { type SigningKey, verify } from "./signature.js";

/** How many bytes a challenge has. */
export const CHALLENGE = 48;

/**
 * An adviser's answer to the challenge of a server, 64 bytes.
 *
 * @param origin Scheme, host and port (RFC 6454 §6.1) as the client connects to it: no server can pass another's challenge on.
 * @throws ValidationError `length` unless the challenge has 48 bytes.
 */
export function answerChallenge(
  challenge: Uint8Array,
  origin: string,
  organisation: Uint8Array,
  identity: SigningKey,
): Uint8Array {
  return identity.sign("session", message(challenge, origin, organisation));
}

/** Verifies an answer. @throws ValidationError `length`, `key`, `signature`. */
export function verifyAnswer(
  signature: Uint8Array,
  challenge: Uint8Array,
  origin: string,
  organisation: Uint8Array,
  identity: Uint8Array,
): void {
  verify(identity, "session", message(challenge, origin, organisation), signature);
}

function message(challenge: Uint8Array, origin: string, organisation: Uint8Array): Uint8Array {
  demand(challenge.length === CHALLENGE, "length");
  return join(utf8(origin), Uint8Array.of(0), organisation, challenge);
}
