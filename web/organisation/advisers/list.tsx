import { encode, idOfAdviser } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { opened } from "../organisation-store.ts";
import { go } from "../navigation.ts";
import { Card } from "./card.tsx";
import { leaving } from "./dismiss.tsx";
import { classes } from "../../ui/classes.ts";
import styles from "../card.module.css";

/** Who the organisation's advisers are, as melders will see them. */
export function Advisers() {
  const { advisers } = opened().edition.fields;
  return (
    <Page title={t("org.advisers.title")}>
      {advisers.length === 0 && <p>{t("org.advisers.none")}</p>}
      {advisers.map((adviser) => (
        <section class={classes("card", styles.card)} key={encode(idOfAdviser(adviser))}>
          <h2>{adviser.name}</h2>
          <Card adviser={adviser} />
          <Button
            look="plain"
            label={t("org.dismiss.who", { name: adviser.name })}
            onClick={() => {
              leaving.value = adviser;
              go("dismiss");
            }}
          >
            {t("org.dismiss")}
          </Button>
        </section>
      ))}
      <Actions>
        <Button look="main" onClick={() => go("invite")}>
          {t("org.invite.title")}
        </Button>
        <Button onClick={() => go("paste")}>{t("org.paste.title")}</Button>
      </Actions>
      <p class="hint">{t("org.advisers.renew")}</p>
    </Page>
  );
}
