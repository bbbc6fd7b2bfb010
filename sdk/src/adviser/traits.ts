import { type BodyGoing, type Said } from "../protocol/content.js";
import { type Day } from "../protocol/day.js";
import { type Direction, type Kind, type Known, type Track } from "../protocol/kinds.js";

/** Which ways the letters go that an adviser has. */
type LetterDirection = Exclude<Direction, "to-self">;
type LetterKind = Kind<LetterDirection>;

/** The kinds that have a field `text`. */
type WithText = { [K in LetterKind]: "text" extends keyof Known<K> ? K : never }[LetterKind];

/** What an adviser's lists make of a kind of letter, beside its text. */
interface Traits<K extends LetterKind> {
  /** What stands for its words where it has no text: the inbox shows the newest, and they are searched. */
  readonly words?: (body: Known<K>) => string | undefined;
  /** What else of it is searched. */
  readonly searched?: (body: Known<K>) => readonly (string | undefined)[];
  /** How the report is taken from this letter on. */
  readonly track?: (body: Known<K>) => Track | undefined;
  /** The day on which the adviser wants to ask again how things are. */
  readonly askOn?: (body: Known<K>) => Day | undefined;
}

type AllTraits = { readonly [K in LetterKind]?: Traits<K> } & {
  readonly [K in Exclude<LetterKind, WithText>]: Required<Pick<Traits<K>, "words">>;
};

/** Kinds of which there is more to tell than their text; each that has none is among them. */
const TRAITS: { readonly [K in LetterKind]?: Traits<K> } = {
  report: { searched: ({ wants, categories }) => [wants, ...categories], track: ({ track }) => track },
  consent_request: { words: ({ action }) => action, searched: ({ consequences }) => [consequences] },
  track_change: { words: ({ warning }) => warning, track: ({ track }) => track },
  referral: { searched: ({ name }) => [name] },
  appointment: { searched: ({ place }) => [place] },
  aftercare: { askOn: ({ ask_on }) => ask_on },
  attachment: { words: ({ name }) => name },
  closing: { askOn: ({ ask_on }) => ask_on },
} satisfies AllTraits;

/** What an adviser's lists make of a letter. */
export interface Told {
  readonly words?: string;
  readonly searched: readonly string[];
  readonly track?: Track;
  readonly askOn?: Day;
}

/** What an adviser's lists make of a letter; of one whose kind is not known, only its text, if it has one. */
export function toldBy({ body }: Said<BodyGoing<LetterDirection>>): Told {
  const text = "text" in body ? body.text : undefined;
  return body.kind === "unknown" ? { ...(text !== undefined && { words: text }), searched: [] } : told(body, text);
}

function told<K extends LetterKind>(body: Known<K>, text: string | undefined): Told {
  const traits: Traits<K> | undefined = TRAITS[body.kind];
  const words = traits?.words ? traits.words(body) : text;
  const track = traits?.track?.(body);
  const askOn = traits?.askOn?.(body);
  return {
    ...(words !== undefined && { words }),
    searched: (traits?.searched?.(body) ?? []).filter((text) => text !== undefined),
    ...(track && { track }),
    ...(askOn !== undefined && { askOn }),
  };
}
