import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** What was done with a formal report. */
export const feedback: AdviserKind<"feedback"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.feedback")}>
      <Words text={body.text} />
    </Titled>
  ),
};
