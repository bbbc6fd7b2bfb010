import { Quoted, askedIn } from "../../adviser/thread/asked.tsx";
import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";

/** The melder's decision, which another can take back later. */
export const consentAnswer: AdviserKind<"consent_answer"> = {
  Shown: ({ body, thread }) => (
    <Titled title={t(`letter.consent.${body.consent}`)}>
      <Quoted text={askedIn(thread, "consent_request", body.number)?.action} />
      <Words text={body.text} />
    </Titled>
  ),
};
