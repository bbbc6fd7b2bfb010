import type { InboxView } from "@fluister/sdk";

import { dayInWords } from "../../../i18n/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { classes } from "../../../ui/classes.ts";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { inboxView } from "../../view.ts";
import { go } from "../../navigation.ts";
import { begin, showAgain } from "../asking.ts";
import { cardOf } from "../card-of.ts";
import { forgetDraft } from "../draft.ts";
import styles from "./organisations.module.css";

/** The organisations of this vault, each with how it stands; and the way to another. */
export function Organisations() {
  const all = inboxView.value?.organisations ?? [];
  const join = () => {
    begin("join");
    forgetDraft();
    go("paste");
  };
  return (
    <Page title={t("joining.organisations.title")} lead={t("joining.organisations.lead")}>
      <ul class="files">
        {all.map((one) => (
          <li key={one.organisation}>
            <One one={one} />
          </li>
        ))}
      </ul>
      <Actions>
        <Button onClick={join}>{t("joining.organisations.join")}</Button>
      </Actions>
    </Page>
  );
}

function One({ one }: { readonly one: InboxView["organisations"][number] }) {
  return (
    <div class={classes("card", styles.organisation)}>
      <h2>{one.name}</h2>
      <ul class="facts">
        <li>{t(`joining.status.${one.status}`)}</li>
        <li>{t("joining.organisations.as", { name: one.profile.name })}</li>
        {one.keysUntil !== undefined && <li>{t("joining.organisations.keys", { day: dayInWords(one.keysUntil) })}</li>}
        <li>{t("joining.organisations.expires", { day: dayInWords(one.expires) })}</li>
      </ul>
      {one.status !== "appointed" && <Prose text={t(`joining.status.${one.status}.body`)} />}
      <div class="row">
        {one.status === "appointed" && (
          <Button
            onClick={() => {
              cardOf.value = one.organisation;
              go("card");
            }}
          >
            {t("joining.waiting.card")}
          </Button>
        )}
        {one.status === "asked" && (
          <Button onClick={() => showAgain(one.organisation)}>{t("joining.organisations.ask.again")}</Button>
        )}
      </div>
    </div>
  );
}
