import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** Where else there is help. */
export const referral: AdviserKind<"referral"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.referral", { name: body.name })}>
      <Words text={body.text} />
    </Titled>
  ),
};
