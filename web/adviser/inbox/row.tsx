import type { ThreadSummary } from "@fluister/sdk";

import { shortDayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { classes } from "../../ui/classes.ts";
import { inboxView } from "../view.ts";
import { choose } from "../thread/chosen.ts";
import { today } from "../today.ts";
import { dueInWords } from "./due.ts";
import { dueMark, markOf } from "./marks.ts";
import signs from "./signs.module.css";
import styles from "./row.module.css";

/** One thread in the list: how it stands, what was said last, and what is due. */
export function Row(props: {
  readonly thread: ThreadSummary;
  readonly current: boolean;
  /** Whether there are threads of several organisations, so that its name belongs here. */
  readonly several: boolean;
}) {
  const { thread } = props;
  const organisation = inboxView.value?.organisations.find((one) => one.organisation === thread.organisation)?.name;
  return (
    <li>
      <button
        type="button"
        id={`row-${thread.id}`}
        class={classes(styles.row, thread.unread > 0 && styles.unread)}
        aria-current={props.current ? true : undefined}
        onClick={() => void choose(thread.id)}
      >
        <span class={styles.top}>
          <span class={markOf(thread)}>{t(`state.${thread.state}`)}</span>
          <span class={styles.day}>{shortDayInWords(thread.last, today())}</span>
        </span>
        <span class={styles.preview} dir="auto">
          {thread.preview === "" ? t("inbox.no.words") : thread.preview}
        </span>
        {thread.due && <span class={dueMark(thread.due)}>{dueInWords(thread.due, today())}</span>}
        <span class={signs.signs}>
          {thread.unread > 0 && <span>{plural("inbox.unread", thread.unread)}</span>}
          {props.several && organisation !== undefined && <span dir="auto">{organisation}</span>}
          {thread.formal && <span>{t("thread.formal")}</span>}
          {thread.track && <span>{t(`track.short.${thread.track}`)}</span>}
          {(thread.hasDraft || thread.begun.length > 0) && <span>{t("inbox.draft")}</span>}
          {thread.hasWarnings && <span class={styles.careful}>{t("inbox.warnings")}</span>}
          {thread.labels.map((label) => (
            <span key={label} class={styles.label} dir="auto">
              {label}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}
