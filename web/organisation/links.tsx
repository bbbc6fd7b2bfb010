import { formatLink } from "@fluister/sdk";

import { t } from "../i18n/i18n.ts";
import { administrationLink } from "../links/links.ts";
import { Page } from "../ui/page.tsx";
import { opened } from "./organisation-store.ts";
import { LinkShown } from "./link.tsx";
import { OrganisationWords } from "./words.tsx";

/** What tells this organisation from all others, to be looked up at any time: its links, and the words for the telephone. */
export function Links() {
  return (
    <Page title={t("org.links.title")}>
      <BothLinks />
      <OrganisationWords />
    </Page>
  );
}

/** The administrator's own way in, and the link for melders. */
export function BothLinks() {
  const { administrator } = opened();
  return (
    <>
      <h2>{t("org.founded.own")}</h2>
      <p>{t("org.founded.own.hint")}</p>
      <LinkShown link={administrationLink(administrator.link)} label={t("org.founded.own")} />
      <h2>{t("org.founded.melders")}</h2>
      <p>{t("org.founded.melders.hint")}</p>
      <LinkShown link={formatLink(administrator.link)} label={t("org.founded.melders")} />
    </>
  );
}
