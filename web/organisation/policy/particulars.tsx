import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { LanguageChoices } from "../founding/about.tsx";
import { edit, opened } from "../organisation-store.ts";
import { touched } from "../unsaved.ts";
import { back } from "../navigation.ts";
import { PolicyFields, policyErrors } from "./fields.tsx";

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
  const errors = policyErrors(policy);
  const missing = Object.entries({ name: noName, languages: noLanguage, ...errors }).flatMap(([at, says]) =>
    says === undefined ? [] : [{ at, says }],
  );
  const keep = async () => {
    setTried(true);
    if (missing.length > 0) {
      return;
    }
    // only what is another, so that what somebody else changes meanwhile stays
    const changed = {
      ...(name.trim() !== fields.name && { name: name.trim() }),
      ...(languages.join() !== fields.languages.join() && { languages }),
    };
    const changedPolicy = {
      ...(policy.tracks.join() !== tracks.join() && { tracks: policy.tracks }),
      ...(policy.days !== days && { shelf_life_days: policy.days }),
      ...(policy.listed !== listed && { listed: policy.listed }),
    };
    if (Object.keys({ ...changed, ...changedPolicy }).length > 0) {
      await edit((edition) => edition.with({ ...changed, policy: { ...edition.fields.policy, ...changedPolicy } }));
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
      <PolicyFields policy={policy} errors={tried ? errors : {}} onChange={change(setPolicy)} />
      <Actions>
        <Button look="main" onClick={() => void keep()}>
          {t("org.keep")}
        </Button>
      </Actions>
    </Page>
  );
}
