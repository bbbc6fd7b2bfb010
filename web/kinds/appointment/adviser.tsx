import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Part, Titled, Words } from "../../adviser/thread/words.tsx";
import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** A proposal to meet or to speak. */
export const appointment: AdviserKind<"appointment"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.appointment")}>
      <Part name={t("action.appointment.on")} text={dayInWords(body.on)} />
      <Part name={t("action.appointment.time")} text={body.time} />
      <Part name={t("action.appointment.place")} text={body.place} />
      <Words text={body.text} />
    </Titled>
  ),
};
