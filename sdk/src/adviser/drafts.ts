import { bytesToHex } from "@noble/hashes/utils.js";

import { partsOf, wellFormed } from "../melder/parts.js";
import { random } from "../protocol/bytes.js";
import { contentToJson } from "../protocol/content.js";
import { type Json, objectOf } from "../protocol/json.js";
import { type Known } from "../protocol/kinds.js";
import { ServiceError } from "../service/service-error.js";
import { type Body } from "./body.js";
import { type KeptDraft, type KeptLetter } from "./kept.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/** The most parts of one text. */
const MOST_PARTS = 16;

/** Letters of a draft that have no number yet. */
export type DraftLetters = KeptDraft["letters"];

/** The kinds that are answered by their number. */
const NUMBERED: ReadonlySet<string> = new Set(["question", "consent_request", "appointment"]);

/** What an adviser writes, as letters: a long text goes on in further ones. @throws ServiceError `empty`, `too-long`. */
export function lettersOf(body: Body): DraftLetters {
  const text = "text" in body ? body.text : undefined;
  if (text === undefined || (text.trim() === "" && body.kind === "appointment")) {
    return [letterOf(known(body))];
  }
  if (text.trim() === "") {
    throw new ServiceError("empty");
  }
  const parts = partsOf(wellFormed(text));
  if (parts.length > MOST_PARTS) {
    throw new ServiceError("too-long");
  }
  return parts.map((part, at) => {
    const said = at === 0 ? known({ ...body, text: part } as Body) : ({ kind: "message", text: part } as const);
    return letterOf(said, parts.length > 1 ? { number: at + 1, of: parts.length } : null);
  });
}

/** A letter of a draft. */
export function letterOf(body: Known, part: DraftLetters[number]["part"] = null): DraftLetters[number] {
  // Only the body's own fields: what every letter has comes when it is numbered.
  const fields = Object.entries(contentToJson({ body, n: 0, seen: 0, day: 0 }));
  const own = fields.filter(([key]) => key !== "n" && key !== "seen" && key !== "day");
  return { body: objectOf(own) as DraftLetters[number]["body"], part };
}

/** Takes a draft in; it goes out with the next sync. Drafts are sealed in the order in which they were taken in. */
export function addDraft(state: State, to: KeptDraft["to"], letters: DraftLetters): string {
  const before = state.ends(names.DRAFT).map((name) => Number.parseInt(name.slice(0, 8), 16));
  const number = before.reduce((most, one) => (one < 0xffff_0000 ? Math.max(most, one + 1) : most), 0);
  // Beside the number something random, so that two devices never give one name twice.
  const name = number.toString(16).padStart(8, "0") + bytesToHex(random(12));
  state.put(names.DRAFT + name, { to, letters: numbered(state, to, letters) } satisfies KeptDraft);
  return name;
}

/** The numbers that are not given to a question, a request or a proposal of this thread yet, from the first on. */
export function nextNumber(letters: readonly KeptLetter[]): number {
  const given = letters.filter(({ writer, content }) => writer === "adviser" && NUMBERED.has(content.kind));
  return given.reduce((most, { content }) => Math.max(most, numberOf(content["number"])), 0) + 1;
}

/** Whether a draft's letter is one that has a number. */
export function isNumbered(kind: string): boolean {
  return NUMBERED.has(kind);
}

/** Numbers as they will be if no other device is faster: sealing looks again. */
function numbered(state: State, to: KeptDraft["to"], letters: DraftLetters): DraftLetters {
  if (!("melder" in to)) {
    return letters;
  }
  const waiting = state.drafts.flatMap(([, draft]) =>
    "melder" in draft.to && draft.to.melder === to.melder ? draft.letters : [],
  );
  const most = waiting.reduce((found, { body }) => Math.max(found, numberOf(body["number"])), 0);
  let next = Math.max(nextNumber(state.letters(to.melder)), most + 1);
  return letters.map((letter) =>
    isNumbered(letter.body.kind) ? { ...letter, body: { ...letter.body, number: next++ } } : letter,
  );
}

function numberOf(value: Json | undefined): number {
  return typeof value === "number" ? value : 0;
}

/** A body as a letter's, with a number to be replaced where it has one. */
function known(body: Body): Known {
  switch (body.kind) {
    case "question":
    case "consent_request":
      return { ...body, number: 1 };
    case "appointment":
      return { ...body, number: 1 };
    case "aftercare": {
      const { askOn, ...rest } = body;
      return { ...rest, ask_on: askOn };
    }
    case "closing": {
      const { askOn, ...rest } = body;
      return { ...rest, ...(askOn !== undefined && { ask_on: askOn }) };
    }
    default:
      return body;
  }
}
