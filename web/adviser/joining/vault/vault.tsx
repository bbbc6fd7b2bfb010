import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { above, goAfter } from "../asking.ts";

/** What the vault is, and what is lost with each of its keys: said before there is anything to lose. */
export function Vault() {
  return (
    <Page {...above("vault")} title={t("joining.vault.title")} lead={t("joining.vault.lead")}>
      <Prose text={t("joining.vault.body")} />
      <Notice careful>
        <h2>{t("joining.vault.lost.title")}</h2>
        <Prose text={t("joining.vault.lost")} />
      </Notice>
      <h2>{t("joining.vault.kept.title")}</h2>
      <Prose text={t("joining.vault.kept")} />
      <Actions>
        <Button look="main" onClick={() => goAfter("vault")}>
          {t("joining.vault.begin")}
        </Button>
      </Actions>
    </Page>
  );
}
