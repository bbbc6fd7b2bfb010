import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

import { languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Area } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { type Fault, faultOf } from "../fault.ts";
import { edit, opened } from "../house.ts";
import { Trouble } from "../trouble.tsx";
import { touched } from "../unsaved.ts";
import { back } from "../way.ts";
import { KEYS, type PageName, readyText } from "./names.ts";

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
  const [fault, setFault] = useState<Fault>();
  const load = () => {
    setFault(undefined);
    if (page) {
      file(page.sha256)
        .then((bytes) => setText(new TextDecoder().decode(bytes)))
        .catch((error: unknown) => setFault(faultOf(error)));
    } else {
      setText("");
    }
  };
  useEffect(load, []);
  const begin = async () => {
    const { name: organisation, policy } = edition.fields;
    const ready = await readyText(name, language, { organisation, days: String(policy.shelf_life_days) });
    if (ready !== undefined) {
      touched.value = true;
      setText(ready);
    }
  };
  const keep = (bytes: Uint8Array | undefined) => {
    edit((before) => before.page(name, language, bytes));
    touched.value = false;
    back();
  };
  return (
    <Page title={t(`org.page.${KEYS[name]}`)} above={languageInWords(language)}>
      {fault && <Trouble fault={fault} retry={load} />}
      {text === undefined ? (
        !fault && <p>{t("loading")}</p>
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
            value={text}
            onInput={(typed) => {
              touched.value = true;
              setText(typed);
            }}
          />
          <h2>{t("org.page.preview")}</h2>
          <div class="card" lang={language} dir="auto">
            <Prose text={text} />
          </div>
          <Actions>
            <Button
              look="main"
              disabled={text.trim() === ""}
              onClick={() => keep(new TextEncoder().encode(`${text.trim()}\n`))}
            >
              {t("org.keep")}
            </Button>
            {page && <Button onClick={() => keep(undefined)}>{t("org.page.remove")}</Button>}
          </Actions>
        </>
      )}
    </Page>
  );
}
