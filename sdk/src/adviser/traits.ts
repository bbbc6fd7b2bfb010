import { type BodyGoing, type Said } from "../protocol/content.js";
import { type Day } from "../protocol/day.js";
import { type Direction, type Kind, type Known, type Track } from "../protocol/kinds.js";

/** Which ways the letters go that an adviser has. */
type LetterDirection = Exclude<Direction, "to-self">;
type LetterKind = Kind<LetterDirection>;

/** What an adviser's lists make of a kind of letter. */
interface Traits<K extends LetterKind> {
  /** Its words, or what stands for them: the inbox shows the newest, and they are searched. */
  readonly words: (body: Known<K>) => string | undefined;
  /** What else of it is searched. */
  readonly searched?: (body: Known<K>) => readonly (string | undefined)[];
  /** How the report is taken from this letter on. */
  readonly track?: (body: Known<K>) => Track | undefined;
  /** The day on which the adviser wants to ask again how things are. */
  readonly askOn?: (body: Known<K>) => Day | undefined;
}

interface Worded {
  readonly text?: string;
}

const WORDED = { words: ({ text }: Worded) => text };

const TRAITS: { readonly [K in LetterKind]: Traits<K> } = {
  report: { ...WORDED, searched: ({ wants, categories }) => [wants, ...categories], track: ({ track }) => track },
  message: WORDED,
  question: WORDED,
  answer: WORDED,
  consent_request: { words: ({ action }) => action, searched: ({ consequences }) => [consequences] },
  consent_answer: WORDED,
  track_change: { words: ({ warning }) => warning, track: ({ track }) => track },
  acknowledgement: WORDED,
  feedback: WORDED,
  referral: { ...WORDED, searched: ({ name }) => [name] },
  appointment: { ...WORDED, searched: ({ place }) => [place] },
  appointment_answer: WORDED,
  aftercare: { ...WORDED, askOn: ({ ask_on }) => ask_on },
  handover: WORDED,
  attachment: { words: ({ name }) => name },
  closing: { ...WORDED, askOn: ({ ask_on }) => ask_on },
  reopening: WORDED,
  withdrawal: WORDED,
};

/** What an adviser's lists make of a letter. */
export interface Told {
  readonly words?: string;
  readonly searched: readonly string[];
  readonly track?: Track;
  readonly askOn?: Day;
}

/** What an adviser's lists make of a letter; of one whose kind is not known, only its text, if it has one. */
export function toldBy({ body, others }: Said<BodyGoing<LetterDirection>>): Told {
  if (body.kind === "unknown") {
    const text = others?.["text"];
    return { ...(typeof text === "string" && { words: text }), searched: [] };
  }
  return told(body);
}

function told<K extends LetterKind>(body: Known<K>): Told {
  const traits: Traits<K> = TRAITS[body.kind];
  const words = traits.words(body);
  const track = traits.track?.(body);
  const askOn = traits.askOn?.(body);
  return {
    ...(words !== undefined && { words }),
    searched: (traits.searched?.(body) ?? []).filter((text) => text !== undefined),
    ...(track && { track }),
    ...(askOn !== undefined && { askOn }),
  };
}
