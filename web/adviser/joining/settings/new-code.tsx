import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { CodeSheet } from "../vault/code-sheet.tsx";
import { TypeBack } from "../vault/type-back.tsx";

/** A key code that takes the place of another: to be kept, and typed back from the paper. */
export function NewCode(props: { readonly code: string; readonly lead: string; readonly onKept: () => void }) {
  const [kept, setKept] = useState(false);
  if (kept) {
    return (
      <Page key="back" title={t("joining.back.title")} lead={t("joining.back.key-code")}>
        <TypeBack
          kind="group"
          parts={props.code.split("-")}
          onShow={() => setKept(false)}
          onRight={() => props.onKept()}
        />
      </Page>
    );
  }
  return (
    <Page key="code" title={t("joining.devices.code")} lead={props.lead}>
      <CodeSheet code={props.code} />
      <Prose text={t("joining.code.body")} />
      <Actions>
        <Button look="main" onClick={() => setKept(true)}>
          {t("joining.code.saved")}
        </Button>
      </Actions>
    </Page>
  );
}
