import { Quoted, askedIn } from "../../adviser/thread/asked.tsx";
import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";

/** The answer to a question. */
export const answer: AdviserKind<"answer"> = {
  Shown: ({ body, thread }) => (
    <Titled title={t("letter.answer")}>
      <Quoted text={askedIn(thread, "question", body.number)?.text} />
      <Words text={body.text} />
    </Titled>
  ),
};
