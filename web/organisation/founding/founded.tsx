import { formatLink } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { administrationLink } from "../../links/links.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { opened } from "../house.ts";
import { LinkShown } from "../link.tsx";
import { go } from "../way.ts";

/** The organisation is there: which links to keep, and what comes next. */
export function Founded() {
  const { administrator } = opened();
  return (
    <Page title={t("org.founded.title")} lead={t("org.founded.lead")}>
      <h2>{t("org.founded.own")}</h2>
      <p>{t("org.founded.own.hint")}</p>
      <LinkShown link={administrationLink(administrator.link)} label={t("org.founded.own")} />
      <h2>{t("org.founded.melders")}</h2>
      <p>{t("org.founded.melders.hint")}</p>
      <LinkShown link={formatLink(administrator.link)} label={t("org.founded.melders")} />
      <Prose text={t("org.founded.next")} />
      <Actions>
        <Button look="main" onClick={() => go("invite")}>
          {t("org.invite.title")}
        </Button>
      </Actions>
    </Page>
  );
}
