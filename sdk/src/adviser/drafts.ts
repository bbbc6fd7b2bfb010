import { bytesToHex } from "@noble/hashes/utils.js";

import { partsOf, wellFormed } from "../melder/parts.js";
import { random } from "../protocol/bytes.js";
import { type Kind, type Known } from "../protocol/kinds.js";
import { ServiceError } from "../service/service-error.js";
import { highestOf, isAsking, isAskingKind, nextNumber } from "./asking.js";
import { type Body } from "./body.js";
import { type Draft, type DraftLetter, type DraftToMelder } from "./letters.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/** The most letters that one text is split into. */
const MOST_PARTS = 16;

/** What an adviser writes in a thread, as letters: a long text goes on in further ones. @throws ServiceError `empty`, `too-long`. */
export function lettersOf(body: Body): DraftLetter<"to-melder">[] {
  const text = "text" in body ? body.text : undefined;
  if (text === undefined || (text.trim() === "" && body.kind === "appointment")) {
    return [{ body: known(body) }];
  }
  return inParts(text, (part) => known({ ...body, text: part } as Body));
}

/** Words alone, as letters. @throws ServiceError `empty`, `too-long`. */
export function messagesOf(text: string): DraftLetter<"between-advisers">[] {
  return inParts(text, (part) => ({ kind: "message", text: part }) as const);
}

function inParts<B>(text: string, first: (part: string) => B) {
  if (text.trim() === "") {
    throw new ServiceError("empty");
  }
  const parts = partsOf(wellFormed(text));
  if (parts.length > MOST_PARTS) {
    throw new ServiceError("too-long");
  }
  return parts.map((part, at) => ({
    body: at === 0 ? first(part) : ({ kind: "message", text: part } as const),
    ...(parts.length > 1 && { part: { number: at + 1, of: parts.length } }),
  }));
}

/** Takes a draft in; it goes out with the next sync. Drafts are sealed in the order in which they were taken in. */
export function addDraft(state: State, draft: Draft): string {
  const before = state.ends(names.DRAFT).map((name) => Number.parseInt(name.slice(0, 8), 16));
  const number = before.reduce((most, one) => (one < 0xffff_0000 ? Math.max(most, one + 1) : most), 0);
  // Beside the number something random, so that two devices never give one name twice.
  const name = number.toString(16).padStart(8, "0") + bytesToHex(random(12));
  state.putDraft(name, "melder" in draft ? numbered(state, draft) : draft);
  return name;
}

/** Numbers as they will be if no other device is faster: sealing looks again. */
function numbered(state: State, { melder, letters }: DraftToMelder): DraftToMelder {
  const waiting = draftsTo(state, melder).flatMap(([, draft]) => draft.letters.map(({ body }) => body));
  let next = Math.max(nextNumber(state.letters(melder)), highestOf(waiting) + 1);
  return {
    melder,
    letters: letters.map((letter) =>
      isAsking(letter.body) ? { ...letter, body: { ...letter.body, number: next++ } } : letter,
    ),
  };
}

/** The drafts to a thread's melder, in the order in which they will be sealed. */
export function draftsTo(state: State, thread: string): (readonly [string, DraftToMelder])[] {
  return state.drafts.flatMap(([name, draft]) => ("melder" in draft && draft.melder === thread ? [[name, draft]] : []));
}

/** A body as a letter's, with a number to be replaced where it has one. */
function known(body: Body): Known<Kind<"to-melder">> {
  return (isAskingKind(body.kind) ? { ...body, number: 1 } : body) as Known<Kind<"to-melder">>;
}
