import type { ThreadView, Warning } from "@fluister/sdk";

import { dayInWords } from "../i18n/format.ts";
import { plural, t } from "../i18n/i18n.ts";
import { Notice } from "../ui/notice.tsx";
import { idText } from "../ids/id-text.ts";
import { Letter } from "./letter.tsx";
import { organisation } from "./opening.ts";

/** The conversation with one adviser: how it stands, what gives cause for doubt, and the letters. */
export function ThreadShown({ thread }: { readonly thread: ThreadView }) {
  const heading = `thread-${thread.i}`;
  const deputy = deputyOf(thread);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{t("talk.with", { name: thread.name })}</h2>
      {thread.lastLooked !== undefined && <p>{t("talk.looked", { day: dayInWords(thread.lastLooked) })}</p>}
      {thread.absentUntil !== undefined && (
        <p>{t("talk.absent", { name: thread.name, day: dayInWords(thread.absentUntil) })}</p>
      )}
      {thread.absentUntil !== undefined && deputy !== undefined && <p>{t("talk.deputy", { name: deputy })}</p>}
      {thread.warnings.map((warning) => (
        <Notice key={`${warning.kind}-${warning.n ?? 0}`} careful={!MILD.includes(warning.kind)}>
          <p>{warned(warning)}</p>
        </Notice>
      ))}
      <ol class="letters">
        {thread.letters.map((letter) => (
          <li key={`${letter.own ? "own" : "their"}-${letter.n}`} class={letter.own ? "letter own" : "letter"}>
            <Letter letter={letter} thread={thread} />
          </li>
        ))}
      </ol>
      {!thread.letters.some(({ own }) => !own) && <p>{t("talk.none")}</p>}
      <Received thread={thread} />
    </section>
  );
}

/** The name of who steps in for this adviser, and can be written to. */
function deputyOf({ adviser }: ThreadView): string | undefined {
  const cards = organisation.value?.advisers ?? [];
  const deputy = cards.find(({ id }) => idText(id) === idText(adviser))?.deputy;
  return cards.find(({ id, reachable }) => deputy && reachable && idText(id) === idText(deputy))?.name;
}

/** What is quite usual in the first days. */
const MILD: readonly Warning["kind"][] = ["no-heartbeat", "not-kept", "expired"];

function warned({ kind, n }: Warning): string {
  return t(`warning.${kind}`, n === undefined ? {} : { n });
}

function Received({ thread }: { readonly thread: ThreadView }) {
  if (thread.received === undefined) {
    return null;
  }
  const waiting = thread.ownWritten - thread.received;
  return <p class="hint">{waiting > 0 ? plural("talk.unread", waiting) : t("talk.all.read")}</p>;
}
