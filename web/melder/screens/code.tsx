import { useEffect } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { addressInWords } from "../address.ts";
import { answers, code } from "../answers.ts";
import { protocol } from "../client.ts";
import { ShownCode } from "../shown-code.tsx";
import { go } from "../navigation.ts";

/** The code, before anything is sent: whoever loses it now has lost nothing yet. */
export function CodeShown() {
  useEffect(() => {
    void protocol().then(({ Code }) => (code.value ??= Code.draw()));
  }, []);
  return (
    <Page title={t("code.title")} lead={t("code.lead")}>
      {code.value ? <ShownCode shown={code.value.show()} /> : <p role="status">{t("loading")}</p>}
      <p class="hint">{t("code.note")}</p>
      <Notice careful>
        <p>{t("code.warning")}</p>
      </Notice>
      <p>{t("code.address", { address: addressInWords() })}</p>
      <Choice
        type="checkbox"
        name="replies-only"
        label={t("code.replies.only")}
        hint={t("code.replies.only.hint")}
        checked={answers.repliesOnly.value}
        onChange={(on) => (answers.repliesOnly.value = on)}
      />
      <Actions>
        <Button look="main" disabled={!code.value} onClick={() => go("confirm")}>
          {t("code.saved")}
        </Button>
      </Actions>
    </Page>
  );
}
