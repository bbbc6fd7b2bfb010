import { formatLink } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { languageInWords } from "../../i18n/format.ts";
import { language as pageLanguage, t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Page } from "../../ui/page.tsx";
import { Qr } from "../../ui/qr.tsx";
import { opened } from "../house.ts";
import { POSTER_LANGUAGES, type PosterText, posterTexts } from "./texts.ts";

const SIZES = { a4: "org.poster.large", a6: "org.poster.card" } as const;
type Size = keyof typeof SIZES;

/** A poster, or a card to hand out: chosen, looked at and printed. */
export function Poster() {
  const { administrator, edition } = opened();
  const { languages, name } = edition.fields;
  const known = POSTER_LANGUAGES.filter((tag) => languages.some((other) => other.split("-", 1)[0] === tag));
  const offered = known.length > 0 ? known : POSTER_LANGUAGES;
  const [size, setSize] = useState<Size>("a4");
  const [language, setLanguage] = useState(offered.includes(pageLanguage.value) ? pageLanguage.value : offered[0]);
  const [text, setText] = useState<(key: PosterText) => string>();
  useEffect(() => {
    let gone = false;
    void posterTexts(language ?? "nl").then((texts) => gone || setText(() => texts));
    return () => {
      gone = true;
    };
  }, [language]);
  const link = formatLink(administrator.link);
  return (
    <Page title={t("org.poster.title")} lead={t("org.poster.lead")}>
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
        <Button look="main" disabled={!text} onClick={() => print()}>
          {t("org.poster.print")}
        </Button>
      </Actions>
      <p class="hint">{t("org.poster.hint")}</p>
      {text && (
        <article class={`sheet poster ${size}`} lang={language} aria-label={t("org.poster.preview")}>
          <h2>{text("org.poster.text.head")}</h2>
          <p class="by">{name}</p>
          <p>{text("org.poster.text.body")}</p>
          <Qr text={link} label={link} />
          <p class="link">{link}</p>
          <ul>
            <li>{text("org.poster.text.anonymous")}</li>
            <li>{text("org.poster.text.device")}</li>
          </ul>
          <p class="small">{text("org.poster.text.danger")}</p>
        </article>
      )}
    </Page>
  );
}
