import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";

/** The melder has withdrawn: the thread is deleted. */
export const withdrawal: AdviserKind<"withdrawal"> = {
  Shown: ({ body }) => (
    <Titled title={t("letter.withdrawal")}>
      <Words text={body.text} />
    </Titled>
  ),
};
