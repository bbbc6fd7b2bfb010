import { isSame } from "../ids.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter, replaces } from "../asking.ts";
import { draft } from "../draft.ts";
import { organisation } from "../organisation-state.ts";
import { useState } from "preact/hooks";

/** In whose place the new vault comes: which of the organisation's advisers this person was. */
export function Former() {
  const [error, setError] = useState<string>();
  const [nobody, setNobody] = useState(false);
  const advisers = organisation()?.advisers ?? [];
  const next = () => {
    if (replaces.value || nobody) {
      goAfter("former");
    } else {
      setError(t("joining.former.missing"));
    }
  };
  return (
    <Page {...above("former")} title={t("joining.former.title")} lead={t("joining.former.lead")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "former", says: error }]} />
      <Choices id="former" legend={t("joining.former.title")} hidden error={error}>
        {advisers.map((card) => (
          <Choice
            key={card.name}
            type="radio"
            name="former"
            label={card.name}
            checked={isSame(replaces.value, card.id)}
            onChange={() => {
              replaces.value = card.id;
              setNobody(false);
              draft.name.value = card.name;
              draft.position.value = card.position;
              draft.tracks.value = card.tracks;
              draft.languages.value = card.languages;
              draft.about.value = card.about;
            }}
          />
        ))}
        <Choice
          type="radio"
          name="former"
          label={t("joining.former.nobody")}
          hint={t("joining.former.nobody.hint")}
          checked={nobody}
          onChange={() => {
            replaces.value = undefined;
            setNobody(true);
          }}
        />
      </Choices>
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
