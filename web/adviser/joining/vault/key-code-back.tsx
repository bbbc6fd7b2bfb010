import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter } from "../asking.ts";
import { keys } from "../draft.ts";
import { back } from "../../navigation.ts";
import { TypeBack } from "./type-back.tsx";

/** Two groups of the key code, from the paper. */
export function KeyCodeBack() {
  return (
    <Page {...above("key-code-back")} title={t("joining.back.title")} lead={t("joining.back.key-code")}>
      <TypeBack
        kind="group"
        parts={(keys.code.value ?? "").split("-")}
        onRight={() => goAfter("key-code-back")}
        onShow={back}
      />
    </Page>
  );
}
