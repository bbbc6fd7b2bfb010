import { t } from "../../i18n/i18n.ts";
import { Answer } from "../../melder/answering.tsx";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** A question with a number, which the melder answers under it. */
export const question: MelderKind<"question"> = {
  Theirs: ({ body, thread }) => (
    <Titled title={t("kind.question")}>
      <Words text={body.text} />
      <Answer thread={thread} answer={{ kind: "answer", number: body.number }} says={t("kind.question.reply")} />
    </Titled>
  ),
};
