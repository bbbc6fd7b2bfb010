import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Page } from "../../ui/page.tsx";
import { type About, answers } from "../answers.ts";
import { goNext } from "../navigation.ts";

const CHOICES: readonly About[] = ["conduct", "integrity", "unsure", "talk"];

/** What it is about, in plain questions. */
export function TrackChoice() {
  const [error, setError] = useState<string>();
  const next = () => {
    if (answers.about.value === undefined) {
      setError(t("track.missing"));
    } else {
      goNext(answers.about.value === "integrity" ? "policy" : "advisers");
    }
  };
  return (
    <Page title={t("track.title")} lead={t("track.hint")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "track", says: error }]} />
      <Choices id="track" legend={t("track.title")} hidden error={error}>
        {CHOICES.map((about) => (
          <Choice
            key={about}
            type="radio"
            name="track"
            label={t(`track.${about}`)}
            hint={t(`track.${about}.hint`)}
            checked={answers.about.value === about}
            onChange={() => {
              answers.about.value = about;
              answers.categories.value = [];
            }}
          />
        ))}
      </Choices>
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
