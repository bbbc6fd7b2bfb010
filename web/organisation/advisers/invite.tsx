import { t } from "../../i18n/i18n.ts";
import { invitationLink } from "../../links/links.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { opened } from "../organisation-store.ts";
import { LinkShown } from "../link.tsx";
import { go } from "../navigation.ts";
import { OrganisationWords } from "../words.tsx";

/** The link with which somebody asks to become an adviser, and what happens with it. */
export function Invite() {
  const { administrator } = opened();
  return (
    <Page title={t("org.invite.title")} lead={t("org.invite.lead")}>
      <LinkShown link={invitationLink(administrator.link)} label={t("org.invite.link")} />
      <Prose text={t("org.invite.then")} />
      <OrganisationWords />
      <Actions>
        <Button look="main" onClick={() => go("home")}>
          {t("org.invite.later")}
        </Button>
        <Button onClick={() => go("paste")}>{t("org.paste.title")}</Button>
      </Actions>
    </Page>
  );
}
