import type { AdviserLetterView, ThreadWhole } from "@fluister/sdk";

import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { SHOWN } from "../../kinds/adviser.ts";
import { classes } from "../../ui/classes.ts";
import type { LetterKind, LetterOf, Shown } from "./kind.ts";
import styles from "./letters.module.css";

/** One letter: who, when, what kind, what it says, and whether it has gone out. */
export function Letter({ letter, thread }: { readonly letter: AdviserLetterView; readonly thread: ThreadWhole }) {
  const { body } = letter;
  return (
    <article>
      <p class="by">
        <strong>{t(letter.own ? "letter.me" : "letter.melder")}</strong>
        <span>
          {letter.isNew && !letter.own && <strong class={styles.new}>{t("letter.new")} </strong>}
          {dayInWords(letter.day)}
        </span>
      </p>
      {body.kind === "unknown" ? <p>{t("letter.unknown")}</p> : <Said body={body} letter={letter} thread={thread} />}
      {letter.own && <p class={classes("hint", styles.state)}>{t(`letter.state.${letter.state}`)}</p>}
    </article>
  );
}

function Said<K extends LetterKind>(props: LetterOf<K>) {
  const kind: Shown<K> = SHOWN[props.body.kind];
  return <kind.Shown {...props} />;
}
