import { useState } from "preact/hooks";

import { languageInWords } from "../../../i18n/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Errors, type Missing } from "../../../ui/errors.tsx";
import { Area } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { above, goAfter } from "../asking.ts";
import { MOST_ABOUT, draft } from "../draft.ts";
import { organisation } from "../organisation-state.ts";
import { AsSeen } from "./as-seen.tsx";

/** What an adviser wishes to tell of themselves, in each language of the organisation. */
export function About() {
  const { about } = draft;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const languages = [...new Set([...(organisation()?.languages ?? []), ...Object.keys(about.value)])];
  const next = () => {
    const found = languages
      .filter((tag) => new TextEncoder().encode(about.value[tag]?.trim()).length > MOST_ABOUT)
      .map((tag) => ({ at: `about-${tag}`, says: t("joining.about.long", { language: languageInWords(tag) }) }));
    setMissing(found);
    if (found.length === 0) {
      goAfter("about");
    }
  };
  return (
    <Page {...above("about")} title={t("joining.about.title")} lead={t("joining.about.lead")}>
      <Errors title={t("errors.title")} missing={missing} />
      <Prose text={t("joining.about.hint")} />
      {languages.map((tag) => (
        <Area
          key={tag}
          id={`about-${tag}`}
          label={t("joining.about.label", { language: languageInWords(tag) })}
          hint={t("optional")}
          value={about.value[tag] ?? ""}
          error={missing.find(({ at }) => at === `about-${tag}`)?.says}
          onInput={(text) => (about.value = { ...about.value, [tag]: text })}
        />
      ))}
      <AsSeen />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
