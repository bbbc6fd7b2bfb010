import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { BothLinks } from "../links.tsx";
import { go } from "../navigation.ts";

/** The organisation is there: which links to keep, and what comes next. */
export function Founded() {
  return (
    <Page title={t("org.founded.title")} lead={t("org.founded.lead")}>
      <BothLinks />
      <Prose text={t("org.founded.next")} />
      <Actions>
        <Button look="main" onClick={() => go("invite")}>
          {t("org.invite.title")}
        </Button>
      </Actions>
    </Page>
  );
}
