import { isWeakPassphrase, newPassphrase } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Passphrase } from "../../ui/passphrase.tsx";
import { Prose } from "../../ui/prose.tsx";
import { say } from "../../ui/said.tsx";
import { save } from "../../ui/save.ts";
import { go } from "../navigation.ts";
import { type Which, founding, keyFile, keyFileName, newKey, setPassphrase } from "./founding.ts";
import { SpareSheet } from "./sheet.tsx";
import { Step } from "./step.tsx";
import { classes } from "../../ui/classes.ts";
import styles from "../shown.module.css";

/** A key is made: what is lost with it is said first, then the passphrase is shown and the file saved. */
export function MakeKey({ which, next }: { readonly which: Which; readonly next?: boolean }) {
  const { passphrase } = newKey(which);
  const screen = next ? "next-spare" : which === "root" ? "key" : "spare";
  const [own, setOwn] = useState(false);
  const [tried, setTried] = useState(false);
  const weak = isWeakPassphrase(passphrase);
  const [pem, setPem] = useState<string>();
  const [printing, setPrinting] = useState(false);
  const print = async () => {
    setPrinting(true);
    say(t("loading"));
    // each once it is drawn: that it is being made, which takes a moment, and the sheet
    await drawn();
    setPem(keyFile("spare"));
    await drawn();
    setPrinting(false);
    window.print();
  };
  const keep = () => {
    setTried(true);
    if (!weak) {
      save(keyFileName(founding.value.slug, which), keyFile(which), "application/x-pem-file");
      go(`${screen}-test`);
    }
  };
  return (
    <Step screen={screen} title={t(`org.key.${which}.title`)}>
      <Notice careful>
        <Prose text={t(`org.key.${which}.lost`)} />
      </Notice>
      <h2>{t("org.key.passphrase.write")}</h2>
      <p>{t(`org.key.${which}.where`)}</p>
      {own ? (
        <Passphrase
          id="own"
          label={t("org.key.own")}
          hint={t("org.key.own.hint")}
          value={passphrase}
          error={tried && weak ? t("org.fault.key-weak") : undefined}
          onInput={(typed) => setPassphrase(which, typed)}
        />
      ) : (
        <>
          <p class={classes(styles.shown, styles.large)} lang="en" dir="ltr">
            {passphrase}
          </p>
          <p class="hint">{t("org.key.english")}</p>
        </>
      )}
      <div class="row">
        <Button
          look="plain"
          onClick={() => {
            setOwn(false);
            setPassphrase(which, newPassphrase());
          }}
        >
          {t("org.key.another")}
        </Button>
        {!own && (
          <Button
            look="plain"
            onClick={() => {
              setOwn(true);
              setPassphrase(which, "");
            }}
          >
            {t("org.key.own.choose")}
          </Button>
        )}
        {which === "spare" && !weak && (
          <Button look="plain" disabled={printing} onClick={() => void print()}>
            {t(printing ? "loading" : "org.sheet.print")}
          </Button>
        )}
      </div>
      <Actions>
        <Button look="main" onClick={keep}>
          {t(`org.key.${which}.save`)}
        </Button>
      </Actions>
      {pem !== undefined && <SpareSheet pem={pem} />}
    </Step>
  );
}

/** Resolves once the browser has drawn what was changed. */
function drawn(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
