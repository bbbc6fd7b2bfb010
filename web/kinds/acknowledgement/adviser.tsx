import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** The report has arrived and is read. */
export const acknowledgement: AdviserKind<"acknowledgement"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.acknowledgement")}>
      <Words text={body.text} />
    </Titled>
  ),
};
