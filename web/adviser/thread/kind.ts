import type { AdviserLetterView, Body, Kind, KnownView, ThreadWhole } from "@fluister/sdk";
import type { FunctionComponent } from "preact";

import type { AdviserAction } from "../actions/action.ts";

/** The kinds of letter that a thread can have. */
export type LetterKind = Kind<"to-adviser" | "to-melder">;

/** A letter of one kind, and where it is shown. */
export interface LetterOf<K extends LetterKind> {
  readonly body: KnownView<K>;
  readonly letter: AdviserLetterView;
  readonly thread: ThreadWhole;
}

/** What a letter of a kind says, as the adviser reads it. */
export interface Shown<K extends LetterKind> {
  readonly Shown: FunctionComponent<LetterOf<K>>;
}

/** What the adviser's app has for a kind of letter: how it is shown and, where the adviser can write one, the action that does. */
export type AdviserKind<K extends LetterKind> = Shown<K>
  & (K extends Body["kind"] ? { readonly action: AdviserAction } : unknown);
