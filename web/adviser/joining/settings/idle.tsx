import { plural, t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Page } from "../../../ui/page.tsx";
import { LONGEST, SHORTEST, USUAL, chooseIdleMinutes, idleMinutes } from "../../idle.ts";
import { back } from "../../navigation.ts";

const OFFERED = [SHORTEST, USUAL, 30, LONGEST] as const;

/** After how long without a key or a touch the vault locks itself. */
export function Idle() {
  return (
    <Page title={t("joining.idle.title")} lead={t("joining.idle.lead")}>
      <Choices legend={t("joining.idle.title")} hidden>
        {OFFERED.map((minutes) => (
          <Choice
            key={minutes}
            type="radio"
            name="minutes"
            label={plural("joining.idle.minutes", minutes)}
            checked={idleMinutes.value === minutes}
            onChange={() => void chooseIdleMinutes(minutes)}
          />
        ))}
      </Choices>
      <Actions>
        <Button look="main" onClick={back}>
          {t("joining.done")}
        </Button>
      </Actions>
    </Page>
  );
}
