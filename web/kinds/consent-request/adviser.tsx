import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Part, Titled } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** One action for which the melder is asked. */
export const consentRequest: AdviserKind<"consent_request"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.consent-request")}>
      <Part name={t("action.consent.action")} text={body.action} />
      <Part name={t("action.consent.readers")} text={body.readers.join("\n")} />
      <Part name={t("action.consent.consequences")} text={body.consequences} />
    </Titled>
  ),
};
