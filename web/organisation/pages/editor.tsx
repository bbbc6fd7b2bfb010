import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

import { languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { type PageName, KEYS } from "../../pages/pages.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { type ErrorCode, errorCodeOf, signingErrorCodeOf } from "../error-code.ts";
import { edit, opened } from "../organisation-store.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { touched } from "../unsaved.ts";
import { back } from "../navigation.ts";
import { gapsOf, readyText } from "./ready.ts";
import styles from "../missing.module.css";

/** The page that is edited. */
export const chosen = signal<{ readonly name: PageName; readonly language: string } | undefined>(undefined);

/** A page is written, beside how melders will see it. */
export function Editor() {
  return chosen.value ? <Editing {...chosen.value} /> : null;
}

function Editing({ name, language }: { readonly name: PageName; readonly language: string }) {
  const { edition, file } = opened();
  const page = edition.fields.pages.find((one) => one.name === name && one.language === language);
  const [text, setText] = useState<string>();
  const [gaps, setGaps] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const load = () => {
    setErrorCode(undefined);
    if (page) {
      file(page.sha256)
        .then((bytes) => setText(new TextDecoder().decode(bytes)))
        .catch((error: unknown) => setErrorCode(errorCodeOf(error)));
    } else {
      setText("");
    }
  };
  const ready = () => {
    const { name: organisation, policy } = edition.fields;
    return readyText(name, language, { organisation, days: String(policy.shelf_life_days) });
  };
  useEffect(() => {
    load();
    void ready().then((text) => setGaps(gapsOf(text ?? "")));
  }, []);
  const begin = async () => {
    const text = await ready();
    if (text !== undefined) {
      touched.value = true;
      setText(text);
    }
  };
  const gap = gaps.find((line) => text?.includes(line));
  const says = tried && gap !== undefined ? t("org.page.gap", { gap }) : undefined;
  const missing = says === undefined ? [] : [{ at: "text", says }];
  const keep = async (bytes: Uint8Array | undefined) => {
    try {
      await edit((before) => before.page(name, language, bytes));
      touched.value = false;
      back();
    } catch (error) {
      setErrorCode(signingErrorCodeOf(error));
    }
  };
  return (
    <Page title={t(`page.${KEYS[name]}`)} above={languageInWords(language)}>
      {errorCode && <ErrorNotice errorCode={errorCode} retry={load} />}
      {text === undefined ? (
        !errorCode && <p>{t("loading")}</p>
      ) : (
        <>
          {text.trim() === "" && (
            <div class="row">
              <Button onClick={() => void begin()}>{t("org.page.ready")}</Button>
            </div>
          )}
          <Area
            id="text"
            label={t("org.page.text")}
            hint={t("org.page.markup")}
            rows={14}
            value={text}
            error={says}
            onInput={(typed) => {
              touched.value = true;
              setText(typed);
            }}
          />
          {gap !== undefined && <p class={styles.missing}>{t("org.page.gaps")}</p>}
          <h2>{t("org.page.preview")}</h2>
          <div class="card" lang={language} dir="auto">
            <Prose text={text} links />
          </div>
          <Errors title={t("errors.title")} missing={missing} />
          <Actions>
            <Button
              look="main"
              disabled={text.trim() === ""}
              onClick={() => {
                if (gap === undefined) {
                  void keep(new TextEncoder().encode(`${text.trim()}\n`));
                } else {
                  setTried(true);
                }
              }}
            >
              {t("org.keep")}
            </Button>
            {page && <Button onClick={() => void keep(undefined)}>{t("org.page.remove")}</Button>}
          </Actions>
        </>
      )}
    </Page>
  );
}
