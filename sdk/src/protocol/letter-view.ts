import { type Unknown, type UnknownBody } from "./content.js";
import { type Day } from "./day.js";
import { type Direction, KINDS, type Kind, type Known, type KnownView } from "./kinds.js";
import { type Shape, isHidden } from "./shape.js";

/** A letter, as one of those who write to each other sees it: what is their own and what is the other's say different things. */
export type LetterView<Own, Theirs> = {
  /** The letter's number in its direction. */
  readonly n: number;
  readonly day: Day;
} & ({ readonly own: true; readonly body: Own } | { readonly own: false; readonly body: Theirs });

/** What is shown of a letter that goes one of these ways: everything but what only programs need, like keys and tokens. */
export type BodyView<D extends Direction> = KnownView<Kind<D>> | Unknown;

/** What may be shown of a letter. Of one whose kind is not known that is its name, since nobody knows what else is secret. */
export function viewOfBody<K extends Kind>(body: Known<K> | UnknownBody): KnownView<K> | Unknown {
  if (isUnknown(body)) {
    return { kind: body.kind, name: body.name };
  }
  const { fields } = KINDS[body.kind];
  const values = body as Readonly<Record<string, unknown>>;
  const shown = Object.entries<Shape<unknown>>(fields).filter(([, field]) => !isHidden(field));
  const found = shown.map(([name]) => [name, values[name]] as const).filter(([, value]) => value !== undefined);
  return { kind: body.kind, ...Object.fromEntries(found) } as KnownView<K>;
}

function isUnknown(body: { readonly kind: string }): body is UnknownBody {
  return body.kind === "unknown";
}
