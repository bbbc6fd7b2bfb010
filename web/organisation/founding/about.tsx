import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { LANGUAGES } from "../../i18n/languages.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { go } from "../navigation.ts";
import { founding, set } from "./founding.ts";
import { Step } from "./step.tsx";

/** What the organisation is called, and which languages its people speak. */
export function About() {
  const [tried, setTried] = useState(false);
  const { name, languages } = founding.value;
  const noName = tried && name.trim() === "" ? t("org.about.missing.name") : undefined;
  const noLanguage = tried && languages.length === 0 ? t("org.about.missing.language") : undefined;
  const missing = [
    ...(noName === undefined ? [] : [{ at: "name", says: noName }]),
    ...(noLanguage === undefined ? [] : [{ at: "languages", says: noLanguage }]),
  ];
  const next = () => {
    if (name.trim() !== "" && languages.length > 0) {
      go("address");
    } else {
      setTried(true);
    }
  };
  return (
    <Step screen="about" title={t("org.about.title")}>
      <Errors title={t("errors.title")} missing={missing} />
      <Line
        id="name"
        label={t("org.about.name")}
        hint={t("org.about.name.hint")}
        value={name}
        error={noName}
        onInput={(value) => set({ name: value })}
      />
      <LanguageChoices chosen={languages} error={noLanguage} onChange={(chosen) => set({ languages: chosen })} />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Step>
  );
}

/** Which languages the organisation's pages are written in, its own first. */
export function LanguageChoices(props: {
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <Choices id="languages" legend={t("org.about.languages")} error={props.error}>
      {LANGUAGES.map(({ tag, name }) => (
        <Choice
          key={tag}
          type="checkbox"
          name="language"
          label={name}
          checked={props.chosen.includes(tag)}
          onChange={(checked) =>
            props.onChange(checked ? [...props.chosen, tag] : props.chosen.filter((other) => other !== tag))
          }
        />
      ))}
    </Choices>
  );
}
