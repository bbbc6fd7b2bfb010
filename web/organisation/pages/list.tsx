import { languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { PAGES, KEYS } from "../../pages/pages.ts";
import { classes } from "../../ui/classes.ts";
import { Page } from "../../ui/page.tsx";
import { softened } from "../../ui/soft.ts";
import { opened } from "../organisation-store.ts";
import { go } from "../navigation.ts";
import { chosen } from "./editor.tsx";
import styles from "./list.module.css";

/** What melders can read about the organisation, page by page and language by language. */
export function Pages() {
  const { languages, pages } = opened().edition.fields;
  return (
    <Page title={t("org.pages.title")} lead={t("org.pages.lead")}>
      {PAGES.map((name) => (
        <section key={name}>
          <h2>{softened(t(`page.${KEYS[name]}`))}</h2>
          <p class="hint">{t(`org.page.${KEYS[name]}.hint`)}</p>
          <ul class={classes("ways", styles.languages)}>
            {languages.map((language) => {
              const has = pages.some((page) => page.name === name && page.language === language);
              return (
                <li key={language}>
                  <Button
                    onClick={() => {
                      chosen.value = { name, language };
                      go("page");
                    }}
                  >
                    {languageInWords(language)}
                    <span class="hint">{t(has ? "org.page.has" : "org.page.none")}</span>
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </Page>
  );
}
