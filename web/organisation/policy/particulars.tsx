import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { LanguageChoices } from "../founding/about.tsx";
import { changes, edit, opened, undo } from "../house.ts";
import { touched } from "../unsaved.ts";
import { back } from "../way.ts";
import { PolicyFields, troubleWith } from "./fields.tsx";

/** Name, languages, and how reports are taken, of an organisation that there is. */
export function Particulars() {
  const { fields } = opened().edition;
  const { tracks, shelf_life_days: days, listed } = fields.policy;
  const [name, setName] = useState(fields.name);
  const [languages, setLanguages] = useState(fields.languages);
  const [policy, setPolicy] = useState({ tracks, days, listed });
  const [tried, setTried] = useState(false);
  const noName = name.trim() === "" ? t("org.about.missing.name") : undefined;
  const noLanguage = languages.length === 0 ? t("org.about.missing.language") : undefined;
  const trouble = troubleWith(policy);
  const missing = Object.entries({ name: noName, languages: noLanguage, ...trouble }).flatMap(([at, says]) =>
    says === undefined ? [] : [{ at, says }],
  );
  const keep = () => {
    setTried(true);
    if (missing.length > 0) {
      return;
    }
    const next = { tracks: policy.tracks, shelf_life_days: policy.days, listed: policy.listed };
    const before = changes.value.length;
    edit((edition) => edition.with({ name: name.trim(), languages, policy: next }));
    // nothing was changed: then there is nothing to take back either
    if (before === 0 && changes.value.length === 0) {
      undo();
    }
    touched.value = false;
    back();
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      touched.value = true;
      set(value);
    };
  return (
    <Page title={t("org.particulars.title")}>
      <Errors title={t("errors.title")} missing={tried ? missing : []} />
      <Line
        id="name"
        label={t("org.about.name")}
        value={name}
        error={tried ? noName : undefined}
        onInput={change(setName)}
      />
      <LanguageChoices chosen={languages} error={tried ? noLanguage : undefined} onChange={change(setLanguages)} />
      <PolicyFields policy={policy} trouble={tried ? trouble : {}} onChange={change(setPolicy)} />
      <Actions>
        <Button look="main" onClick={keep}>
          {t("org.keep")}
        </Button>
      </Actions>
    </Page>
  );
}
