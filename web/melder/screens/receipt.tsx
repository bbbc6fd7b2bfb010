import { useState } from "preact/hooks";

import { namesInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { addressInWords } from "../address.ts";
import { code, receipt } from "../answers.ts";
import { ShownCode } from "../shown-code.tsx";
import { Uploads } from "../uploads.tsx";
import { goOn } from "../navigation.ts";

/** What happens now, and the code once more. */
export function ReceiptShown() {
  const [shown] = useState(() => code.value?.show());
  return (
    <Page title={t("receipt.title")} lead={t("receipt.to", { names: namesInWords(receipt.value?.advisers ?? []) })}>
      <Uploads />
      <Prose text={t("receipt.next", { address: addressInWords() })} />
      {shown !== undefined && (
        <Notice>
          <h2>{t("receipt.code")}</h2>
          <ShownCode shown={shown} />
        </Notice>
      )}
      <Actions>
        <Button look="main" onClick={() => goOn("start")}>
          {t("receipt.done")}
        </Button>
        <p class="hint">{t("receipt.done.hint")}</p>
      </Actions>
    </Page>
  );
}
