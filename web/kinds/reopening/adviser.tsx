import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** A closed thread goes on. */
export const reopening: AdviserKind<"reopening"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.reopening")}>
      <Words text={body.text} />
    </Titled>
  ),
};
