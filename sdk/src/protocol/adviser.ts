import { adviserId } from "./id.js";
import { track } from "./kinds.js";
import { type ObjectOf, bytes, day, list, listOrNone, map, object, oneOf, optional, text } from "./shape.js";
import { checkVerifyingKey } from "./signature.js";
import { isLanguage, isName, size } from "./text.js";

/** How many languages, and texts by language, there are at most. */
export const MOST_LANGUAGES = 32;

/** A name for people to read. */
export const name = text((value) => isName(value));
/** A language tag. */
export const language = text(isLanguage);
/** One or both ways in which reports are taken. */
export const tracks = list(track, 1, 2);

const adviserFields = {
  identity: bytes(32, checkVerifyingKey),
  name,
  position: oneOf("internal", "external"),
  tracks,
  languages: listOrNone(language, MOST_LANGUAGES),
  about: optional(
    map(
      text((value) => size(value) <= 2000),
      MOST_LANGUAGES,
      isLanguage,
    ),
  ),
  photo: optional(bytes(32)),
  absent_until: optional(day),
  deputy: optional(bytes(32)),
};

/** An adviser in a directory, and in a request to be appointed. */
export const adviser = object(adviserFields);
/** An adviser as a directory lists them. */
export type Adviser = ObjectOf<typeof adviserFields>;

/** The id of an adviser, 32 bytes. */
export function idOfAdviser(listed: Pick<Adviser, "identity">): Uint8Array {
  return adviserId(listed.identity);
}
