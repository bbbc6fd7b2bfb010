import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter } from "../asking.ts";
import { keys } from "../draft.ts";
import { back } from "../../navigation.ts";
import { TypeBack } from "./type-back.tsx";

/** Two words of the passphrase, from the paper. */
export function PassphraseBack() {
  return (
    <Page {...above("passphrase-back")} title={t("joining.back.title")} lead={t("joining.back.passphrase")}>
      <TypeBack
        kind="word"
        parts={(keys.passphrase.value ?? "").split(" ")}
        onRight={() => goAfter("passphrase-back")}
        onShow={back}
      />
    </Page>
  );
}
