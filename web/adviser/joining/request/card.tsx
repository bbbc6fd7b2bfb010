import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { classes } from "../../../ui/classes.ts";
import { copy } from "../../../ui/copy.ts";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { Qr } from "../../../ui/qr.tsx";
import { useTold } from "../../../ui/told.tsx";
import { inboxView } from "../../view.ts";
import { goOn } from "../../navigation.ts";
import { cardOf } from "../card-of.ts";
import styles from "./card.module.css";

/** An adviser's own card: a link and a QR code by which melders write to this adviser and nobody else. */
export function Card() {
  const [told, tell] = useTold();
  const all = inboxView.value?.organisations ?? [];
  const one = all.find(({ organisation }) => organisation === cardOf.value) ?? all[0];
  if (!one) {
    return null;
  }
  const take = async () => tell(t((await copy(one.card)) ? "joining.card.copied" : "joining.card.copy.failed"));
  return (
    <Page title={t("joining.card.title")} lead={t("joining.card.lead", { organisation: one.name })}>
      <div class={classes("note", styles.card)}>
        <p class={styles.name}>{one.profile.name}</p>
        <p>{t("joining.card.role", { organisation: one.name })}</p>
        <Qr text={one.card} label={t("joining.card.qr")} />
        <p class={styles.link} dir="ltr">
          {one.card}
        </p>
        <p class="print-only">{t("joining.card.print")}</p>
      </div>
      <div class="row">
        <Button onClick={() => print()}>{t("code.print")}</Button>
        <Button onClick={() => void take()}>{t("joining.card.copy")}</Button>
      </div>
      {told}
      <Prose text={t("joining.card.body")} />
      <Actions>
        <Button look="main" onClick={() => goOn("inbox")}>
          {t("joining.to.inbox")}
        </Button>
      </Actions>
    </Page>
  );
}
