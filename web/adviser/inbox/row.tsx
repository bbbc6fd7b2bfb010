import type { ThreadSummary } from "@fluister/sdk";

import { shortDayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { inboxView } from "../view.ts";
import { choose } from "../thread/chosen.ts";
import { today } from "../today.ts";
import { dueInWords, isLate } from "./due.ts";

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
        class={thread.unread > 0 ? "thread-row unread" : "thread-row"}
        aria-current={props.current ? true : undefined}
        onClick={() => void choose(thread.id)}
      >
        <span class="top">
          <span class={`mark ${thread.state}`}>{t(`state.${thread.state}`)}</span>
          <span class="day">{shortDayInWords(thread.last, today())}</span>
        </span>
        <span class="preview" dir="auto">
          {thread.preview === "" ? t("inbox.no.words") : thread.preview}
        </span>
        {thread.due && (
          <span class={isLate(thread.due, today()) ? "due late" : "due"}>{dueInWords(thread.due, today())}</span>
        )}
        <span class="signs">
          {thread.unread > 0 && <span>{plural("inbox.unread", thread.unread)}</span>}
          {props.several && organisation !== undefined && <span dir="auto">{organisation}</span>}
          {thread.formal && <span>{t("thread.formal")}</span>}
          {thread.track && <span>{t(`track.short.${thread.track}`)}</span>}
          {(thread.hasDraft || thread.begun.length > 0) && <span>{t("inbox.draft")}</span>}
          {thread.hasWarnings && <span class="careful-sign">{t("inbox.warnings")}</span>}
          {thread.labels.map((label) => (
            <span key={label} class="label" dir="auto">
              {label}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}
