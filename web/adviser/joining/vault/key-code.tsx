import { useEffect } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { above, goAfter } from "../asking.ts";
import { keys } from "../draft.ts";
import { CodeSheet } from "./code-sheet.tsx";

/** The key code, to be written down or printed, for the safe. */
export function KeyCode() {
  const code = keys.code.value;
  useEffect(() => {
    const make = async () => {
      keys.code.value ??= await vault.newKeyCode();
    };
    void make();
  }, []);
  return (
    <Page {...above("key-code")} title={t("joining.code.title")} lead={t("joining.code.lead")}>
      {code === undefined ? <p role="status">{t("loading")}</p> : <CodeSheet code={code} />}
      <Prose text={t("joining.code.body")} />
      <Actions>
        <Button look="main" disabled={code === undefined} onClick={() => goAfter("key-code")}>
          {t("joining.code.saved")}
        </Button>
      </Actions>
    </Page>
  );
}
