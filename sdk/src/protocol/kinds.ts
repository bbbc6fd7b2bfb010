import { MOST_BYTES, MOST_CHUNKS, chunksFor } from "./chunk.js";
import { WIDE } from "./named.js";
import { noteFields, SIXTEEN } from "./note.js";
import { ValidationError, demand } from "./validation-error.js";
import {
  U32,
  type Fields,
  type ObjectOf,
  type ShownOf,
  bytes,
  day,
  list,
  listOrNone,
  number,
  oneOf,
  optional,
  short,
  shown,
  text,
  truth,
} from "./shape.js";
import { isLanguage } from "./text.js";
import { PUBLIC_KEY, checkPublicKey } from "./xwing.js";

/** Which way a letter goes. */
export type Direction = "to-adviser" | "to-melder" | "between-advisers" | "to-self";

/** How a report is taken: misconduct among people, or wrongdoing. */
export const track = oneOf("conduct", "integrity");
/** The two tracks. */
export type Track = ReturnType<typeof track.read>;

interface KindShape<F extends Fields, G extends readonly Direction[] = readonly Direction[]> {
  readonly goes: G;
  readonly fields: F;
  readonly together?: (value: ObjectOf<F>) => void;
}

const [A, M, B, S] = ["to-adviser", "to-melder", "between-advisers", "to-self"] as const;
const anyText = text();
const numbered = number(1, U32);

function kind<const G extends readonly Direction[], F extends Fields>(
  goes: G,
  fields: F,
  together?: (value: ObjectOf<F>) => void,
): KindShape<F, G> {
  return { goes, fields, ...(together && { together }) };
}

/** A key that cannot be used is a matter of shape here: such a report is no report. */
const replyKey = {
  ...bytes(PUBLIC_KEY),
  read: (value: Parameters<typeof anyText.read>[0]) => {
    const key = bytes(PUBLIC_KEY).read(value);
    try {
      checkPublicKey(key);
    } catch {
      throw new ValidationError("json-shape");
    }
    return key;
  },
};

/** Every kind of letter: where it goes, and its fields (SPEC.md, section 10). */
export const KINDS = {
  report: kind([A], {
    track: optional(track),
    categories: listOrNone(short, SIXTEEN),
    text: anyText,
    wants: optional(anyText),
    language: optional(text(isLanguage)),
    thread_key: bytes(32),
    reply_key: replyKey,
  }),
  message: kind([A, M, B], { text: anyText }),
  question: kind([M], { number: numbered, text: anyText }),
  answer: kind([A], { number: numbered, text: anyText }),
  consent_request: kind([M], {
    number: numbered,
    action: anyText,
    readers: list(short, 0, SIXTEEN),
    consequences: anyText,
  }),
  consent_answer: kind([A], {
    number: numbered,
    consent: oneOf("yes", "no", "withdrawn"),
    text: optional(anyText),
  }),
  track_change: kind([M], { track, warning: anyText }),
  acknowledgement: kind([M], { text: anyText }),
  feedback: kind([M], { text: anyText }),
  referral: kind([M], { name: short, text: anyText }),
  appointment: kind([M], {
    number: numbered,
    on: day,
    time: optional(short),
    place: short,
    text: optional(anyText),
  }),
  appointment_answer: kind([A], { number: numbered, accepted: truth, text: optional(anyText) }),
  aftercare: kind([M], { ask_on: day, text: anyText }),
  handover: kind([A, M, B], { successor: shown(bytes(32)), text: anyText }),
  attachment: kind(
    [A, M, B],
    {
      name: short,
      media_type: short,
      size: number(0, MOST_BYTES, WIDE),
      chunks: number(1, MOST_CHUNKS),
      key: bytes(32),
      tokens: bytes(32),
      sha256: shown(bytes(32)),
    },
    (file) => demand(chunksFor(file.size) === file.chunks, "limit"),
  ),
  closing: kind([M], { text: anyText, ask_on: optional(day) }),
  reopening: kind([A, M], { text: anyText }),
  withdrawal: kind([A], { text: optional(anyText) }),
  note: kind([S], noteFields),
};

type Kinds = typeof KINDS;

/** The name of a kind of letter: of those that go one of these ways, or of any. */
export type Kind<D extends Direction = Direction> = {
  [K in keyof Kinds]: Extract<Kinds[K]["goes"][number], D> extends never ? never : K;
}[keyof Kinds];

/** What a letter of one of these kinds says, or of any that is known. */
export type Known<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & ObjectOf<Kinds[P]["fields"]> }[K];

/** The same as it may be shown: without keys, and what else only programs need. */
export type KnownView<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & ShownOf<Kinds[P]["fields"]> }[K];

/** Whether this is the name of a kind that goes this way. */
export function isKind<D extends Direction>(name: string, direction: D): name is Kind<D> {
  return shapeOf(name)?.goes.includes(direction) === true;
}

/** The shape of a kind, by its name; nothing for one that is not known. */
export function shapeOf(name: string): KindShape<Fields> | undefined {
  return Object.hasOwn(KINDS, name) ? (KINDS[name as Kind] as KindShape<Fields>) : undefined;
}
