import type { ThreadView } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { answerTo, hasAnswered } from "../../melder/answered.ts";
import { Answer, Answered } from "../../melder/answering.tsx";
import type { MelderKind } from "../../melder/kind.ts";
import { Part, Titled } from "../../melder/words.tsx";

/** One action for which the melder is asked. */
export const consentRequest: MelderKind<"consent_request"> = {
  Theirs: ({ body, thread }) => (
    <Titled title={t("kind.consent-request")}>
      <Part name={t("kind.consent-request.action")} text={body.action} />
      <Part name={t("kind.consent-request.readers")} text={body.readers.join("\n")} />
      <Part name={t("kind.consent-request.consequences")} text={body.consequences} />
      <p class="hint">{t("kind.consent-request.hint")}</p>
      <Answered thread={thread} number={body.number} kind="consent_answer" />
      <div class="row">
        {consentsLeft(thread, body.number).map((consent) => (
          <Answer
            key={consent}
            thread={thread}
            answer={{ kind: "consent_answer", number: body.number, consent }}
            says={t(`kind.consent-request.${consent}`)}
          />
        ))}
      </div>
    </Titled>
  ),
};

/** What can be answered to a request for consent: a yes is taken back only once there may be one. */
function consentsLeft(thread: ThreadView, number: number): readonly ("yes" | "no" | "withdrawn")[] {
  const given = answerTo(thread.adviser, number)?.answer;
  if (given?.kind === "consent_answer") {
    return given.consent === "yes" ? ["withdrawn"] : ["yes"];
  }
  return hasAnswered(thread, "consent_answer") ? ["yes", "no", "withdrawn"] : ["yes", "no"];
}
