import type { MelderLetterView, OwnBodyView, OwnView, TheirBodyView, ThreadView } from "@fluister/sdk";

import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { OWN, THEIRS } from "../kinds/melder.ts";
import type { Own, OwnKind, TheirKind, TheirLetter, Theirs } from "./kind.ts";
import { OwnWords } from "./words.tsx";

/** One letter: who, when, what kind, what it says, and how it can be answered. */
export function Letter({ letter, thread }: { readonly letter: MelderLetterView; readonly thread: ThreadView }) {
  return (
    <article>
      <p class="by">
        <strong>{letter.own ? t("talk.you") : thread.name}</strong> <span>{dayInWords(letter.day)}</span>
      </p>
      {letter.own ? own(letter.body) : theirs(letter.body, letter, thread)}
    </article>
  );
}

function own(body: OwnBodyView) {
  return body.kind === "unknown" ? <OwnWords text={body.text} /> : <OwnSaid body={body} />;
}

function OwnSaid<K extends OwnKind>({ body }: { readonly body: OwnView<K> }) {
  const kind: Own<K> = OWN[body.kind];
  return <kind.Own body={body} />;
}

function theirs(body: TheirBodyView, letter: MelderLetterView, thread: ThreadView) {
  return body.kind === "unknown" ? (
    <p class="hint">{t("kind.unknown")}</p>
  ) : (
    <TheirSaid body={body} letter={letter} thread={thread} />
  );
}

function TheirSaid<K extends TheirKind>(props: TheirLetter<K>) {
  const kind: Theirs<K> = THEIRS[props.body.kind];
  return <kind.Theirs {...props} />;
}
