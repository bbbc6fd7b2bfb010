import { isZero, join, random } from "../protocol/bytes.js";
import { LETTER } from "../protocol/letter.js";
import { type Sealed } from "../protocol/to-adviser.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";

/** How many letters or tokens a call has at most. */
export const MOST_IN_A_CALL = 16;

/** The number that goes with `count` in one call: the next multiple of four, at least four. */
export function fours(count: number): number {
  return Math.max(4, Math.ceil(count / 4) * 4);
}

/**
 * Fetches up to sixteen letters by their tokens, filled up with random ones.
 *
 * @returns A letter, or nothing, for each token.
 * @throws ServiceError
 */
export async function fetchLetters(
  service: Service,
  tokens: readonly Uint8Array[],
): Promise<(Uint8Array | undefined)[]> {
  const answer = await service.call("post", "/v1/letters/fetch", { body: filledUp(tokens) });
  if (answer.length !== fours(tokens.length) * LETTER) {
    throw new ServiceError("answer");
  }
  return tokens.map((_, i) => {
    const letter = answer.slice(i * LETTER, (i + 1) * LETTER);
    return isZero(letter) ? undefined : letter;
  });
}

/** Deletes letters by their tokens, up to sixteen in a call. @throws ServiceError */
export async function deleteLetters(service: Service, tokens: readonly Uint8Array[]): Promise<void> {
  for (const some of groups(tokens, MOST_IN_A_CALL)) {
    await service.call("post", "/v1/letters/delete", { body: filledUp(some) });
  }
}

/** The body of a post: id and letter, one after the other, sorted by id so that their order tells nothing. */
export function postOf(letters: readonly Sealed[]): Uint8Array {
  const sorted = [...letters].sort((a, b) => a.id.reduce((found, byte, i) => found || byte - (b.id[i] ?? 0), 0));
  return join(...sorted.flatMap(({ id, letter }) => [id, letter]));
}

/** Cut into groups of at most so many. */
export function groups<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, i) => items.slice(i * most, (i + 1) * most));
}

function filledUp(tokens: readonly Uint8Array[]): Uint8Array {
  const random32 = Array.from({ length: fours(tokens.length) - tokens.length }, () => random(32));
  return join(...tokens, ...random32);
}
