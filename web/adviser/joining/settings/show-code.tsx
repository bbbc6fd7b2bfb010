import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { back } from "../../navigation.ts";
import { CodeSheet } from "../vault/code-sheet.tsx";
import { AskPassphrase } from "./ask-passphrase.tsx";

/** The key code once more, after the passphrase: whoever passes an open app must not get it. */
export function ShowCode() {
  const [code, setCode] = useState<string>();
  if (code !== undefined) {
    return (
      <Page key="shown" title={t("joining.code.title")}>
        <CodeSheet code={code} />
        <Prose text={t("joining.code.body")} />
        <Actions>
          <Button look="main" onClick={back}>
            {t("joining.done")}
          </Button>
        </Actions>
      </Page>
    );
  }
  return (
    <Page key="asking" title={t("joining.settings.show-code")} lead={t("joining.show-code.lead")}>
      <AskPassphrase
        action={t("joining.show-code.show")}
        // Changing a passphrase into itself is how the vault says whether it is the right one.
        work={async (passphrase) => {
          await vault.checkPassphrase(passphrase);
          setCode(await vault.keyCode());
        }}
      />
    </Page>
  );
}
