import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { Qr } from "../../../ui/qr.tsx";
import { say } from "../../../ui/said.tsx";
import { desk } from "../../session.ts";
import { goOn } from "../../way.ts";
import { cardOf } from "../card-of.ts";

/** An adviser's own card: a link and a QR code by which melders write to this adviser and nobody else. */
export function Card() {
  const [told, setTold] = useState<string>();
  const all = desk.value?.organisations ?? [];
  const one = all.find(({ organisation }) => organisation === cardOf.value) ?? all[0];
  if (!one) {
    return null;
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(one.card);
      setTold(t("joining.card.copied"));
      say(t("joining.card.copied"));
    } catch {
      setTold(t("joining.card.copy.failed"));
      say(t("joining.card.copy.failed"));
    }
  };
  return (
    <Page title={t("joining.card.title")} lead={t("joining.card.lead", { organisation: one.name })}>
      <div class="note own-card">
        <p class="own-card-name">{one.profile.name}</p>
        <p>{t("joining.card.role", { organisation: one.name })}</p>
        <Qr text={one.card} label={t("joining.card.qr")} />
        <p class="own-card-link" dir="ltr">
          {one.card}
        </p>
        <p class="print-only">{t("joining.card.print")}</p>
      </div>
      <div class="row">
        <Button onClick={() => print()}>{t("code.print")}</Button>
        <Button onClick={() => void copy()}>{t("joining.card.copy")}</Button>
      </div>
      {told !== undefined && <p>{told}</p>}
      <Prose text={t("joining.card.body")} />
      <Actions>
        <Button look="main" onClick={() => goOn("inbox")}>
          {t("joining.to.inbox")}
        </Button>
      </Actions>
    </Page>
  );
}
