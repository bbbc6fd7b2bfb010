import { useState } from "preact/hooks";

import { languageInWords } from "../../i18n/format.ts";
import { language as pageLanguage, t } from "../../i18n/i18n.ts";
import { TAGS } from "../../i18n/languages.ts";
import { REFERENCE } from "../../i18n/tags.ts";
import { lookup } from "../../i18n/lookup.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { editions, opened } from "../organisation-store.ts";
import { Paper, SIZES, type Size } from "./paper.tsx";

/** A poster, or cards to hand out: chosen, looked at and printed. */
export function Poster() {
  const { administrator, edition } = opened();
  const { languages, name, policy } = edition.fields;
  const known = TAGS.filter((tag) => languages.some((other) => lookup([other], [tag]) !== undefined));
  const offered = known.length > 0 ? known : TAGS;
  const [size, setSize] = useState<Size>("a4");
  const [language, setLanguage] = useState(lookup([pageLanguage.value, ...offered], offered) ?? REFERENCE);
  return (
    <Page title={t("org.poster.title")} lead={t("org.poster.lead")}>
      {edition.fields.advisers.length === 0 && (
        <Notice careful>
          <p>{t("org.poster.nobody")}</p>
        </Notice>
      )}
      {editions.value.length > 0 && (
        <Notice careful>
          <p>{t("org.poster.unsigned")}</p>
        </Notice>
      )}
      <Choices legend={t("org.poster.size")}>
        {(Object.keys(SIZES) as Size[]).map((one) => (
          <Choice
            key={one}
            type="radio"
            name="size"
            label={t(SIZES[one])}
            checked={size === one}
            onChange={() => setSize(one)}
          />
        ))}
      </Choices>
      {offered.length > 1 && (
        <Choices legend={t("org.poster.language")}>
          {offered.map((tag) => (
            <Choice
              key={tag}
              type="radio"
              name="poster-language"
              label={languageInWords(tag)}
              checked={language === tag}
              onChange={() => setLanguage(tag)}
            />
          ))}
        </Choices>
      )}
      <Actions>
        <Button look="main" onClick={() => print()}>
          {t("org.poster.print")}
        </Button>
      </Actions>
      <p class="hint">{t("org.poster.hint")}</p>
      <Paper
        size={size}
        label={t("org.poster.preview")}
        link={administrator.link}
        name={name}
        listed={policy.listed}
        language={language}
      />
    </Page>
  );
}
