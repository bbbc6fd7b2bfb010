import { useEffect } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { above, goAfter } from "../asking.ts";
import { keys } from "../draft.ts";
import { PassphraseWords } from "./passphrase-words.tsx";

/** The passphrase, to be written down. */
export function PassphraseShown() {
  useEffect(() => {
    if (keys.passphrase.value === undefined) {
      void renew();
    }
  }, []);
  const renew = async () => {
    keys.passphrase.value = await vault.newPassphrase();
  };
  const passphrase = keys.passphrase.value;
  return (
    <Page {...above("passphrase")} title={t("joining.passphrase.title")} lead={t("joining.passphrase.lead")}>
      {passphrase === undefined ? <p role="status">{t("loading")}</p> : <PassphraseWords passphrase={passphrase} />}
      <Prose text={t("joining.passphrase.body")} />
      <Actions>
        <Button look="main" disabled={passphrase === undefined} onClick={() => goAfter("passphrase")}>
          {t("joining.written")}
        </Button>
        <Button onClick={() => void renew()}>{t("joining.passphrase.other")}</Button>
      </Actions>
    </Page>
  );
}
