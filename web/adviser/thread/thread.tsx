import type { ThreadWhole } from "@fluister/sdk";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { classes } from "../../ui/classes.ts";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { dueInWords } from "../inbox/due.ts";
import { dueMark, markOf } from "../inbox/marks.ts";
import signs from "../inbox/signs.module.css";
import { inboxView } from "../view.ts";
import { today } from "../today.ts";
import { UnfinishedIn } from "../typing/unfinished.tsx";
import { Letter } from "./letter.tsx";
import { Next } from "./next.tsx";
import { Own } from "./own.tsx";
import { Reply } from "./reply.tsx";
import styles from "./letters.module.css";

/** A thread: how it stands, what gives cause for doubt, its letters, and a place to answer. */
export function Thread({ thread }: { readonly thread: ThreadWhole }) {
  const account = inboxView.value?.organisations.find(({ organisation }) => organisation === thread.organisation);
  const removedFrom = account?.status === "removed" ? account.name : undefined;
  return (
    <Page title={t("thread.title", { day: dayInWords(thread.since) })}>
      <Standing thread={thread} />
      {thread.warnings.map(({ kind, detail }) => (
        <Notice key={`${kind}-${detail}`} careful>
          <p>{t(`doubt.${DOUBTS[kind]}`)}</p>
        </Notice>
      ))}
      <ol class={classes("letters", styles.letters)}>
        {thread.letters.map((letter) => (
          <li key={`${letter.own ? "me" : "melder"}-${letter.n}`} class={letter.own ? "letter own" : "letter"}>
            <Letter letter={letter} thread={thread} />
          </li>
        ))}
      </ol>
      {removedFrom !== undefined && (
        <Notice careful>
          <p>{t("thread.removed", { organisation: removedFrom })}</p>
        </Notice>
      )}
      {removedFrom === undefined && !thread.letters.some(({ body }) => body.kind === "withdrawal") && (
        <>
          <Reply thread={thread} />
          <UnfinishedIn thread={thread} />
          <Next thread={thread} />
        </>
      )}
      <Own thread={thread} />
    </Page>
  );
}

const DOUBTS = {
  missing: "missing",
  out_of_order: "out-of-order",
  duplicate: "duplicate",
  unreadable: "unreadable",
  old_directory: "old-directory",
  seen_ahead: "seen-ahead",
} as const;

function Standing({ thread }: { readonly thread: ThreadWhole }) {
  return (
    <ul class={signs.signs}>
      <li class={markOf(thread)}>{t(`state.${thread.state}`)}</li>
      {thread.due && <li class={dueMark(thread.due)}>{dueInWords(thread.due, today())}</li>}
      {thread.track && <li>{t(`track.short.${thread.track}`)}</li>}
      {thread.formal && <li>{t("thread.formal")}</li>}
      <li>{plural("thread.letters", thread.letterCount)}</li>
      {thread.muted && <li>{t("thread.muted")}</li>}
    </ul>
  );
}
