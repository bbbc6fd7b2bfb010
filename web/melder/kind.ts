import type { Kind, MelderLetterView, OwnView, TheirView, ThreadView } from "@fluister/sdk";
import type { FunctionComponent } from "preact";

/** The kinds that an adviser writes. */
export type TheirKind = Kind<"to-melder">;

/** The kinds that a melder writes. */
export type OwnKind = Kind<"to-adviser">;

/** An adviser's letter of one kind, and where it is shown. */
export interface TheirLetter<K extends TheirKind> {
  readonly body: TheirView<K>;
  readonly letter: MelderLetterView;
  readonly thread: ThreadView;
}

/** What an adviser's letter of a kind says, as the melder reads it, and how it can be answered. */
export interface Theirs<K extends TheirKind> {
  readonly Theirs: FunctionComponent<TheirLetter<K>>;
}

/** What a letter of a kind says that the melder wrote. */
export interface Own<K extends OwnKind> {
  readonly Own: FunctionComponent<{ readonly body: OwnView<K> }>;
}

/** What the melder's page has for a kind of letter: how it is shown, by who may write one. */
export type MelderKind<K extends TheirKind | OwnKind> = (K extends TheirKind ? Theirs<K> : unknown)
  & (K extends OwnKind ? Own<K> : unknown);
