import type { OwnBodyView, ThreadView } from "@fluister/sdk";
import { signal } from "@preact/signals";

import type { Answering } from "./conversation.ts";
import { idText } from "../ids/id-text.ts";

/** What was answered while this page is open, by adviser and number: no letter of one's own says to which it is the answer. */
const given = signal<ReadonlyMap<string, Answering>>(new Map());

const key = (adviser: Uint8Array, number: number) => `${idText(adviser)}/${number}`;

/** Remembers an answer that was given to an adviser's letter. */
export function keep(answering: Answering): void {
  given.value = new Map(given.value).set(key(answering.adviser, answering.answer.number), answering);
}

/** Forgets all that was remembered. */
export function forgetAnswered(): void {
  given.value = new Map();
}

/** What was answered to an adviser's letter, as far as this page knows. */
export function answerTo(adviser: Uint8Array, number: number): Answering | undefined {
  return given.value.get(key(adviser, number));
}

/** Whether there is an answer of this kind to some letter of this conversation, on this visit or an earlier one. */
export function hasAnswered({ letters }: ThreadView, kind: OwnBodyView["kind"]): boolean {
  return letters.some(({ own, body }) => own && body.kind === kind);
}
