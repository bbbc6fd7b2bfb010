import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** A question with a number, which the melder answers under it. */
export const question: AdviserKind<"question"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.question")}>
      <Words text={body.text} />
    </Titled>
  ),
};
