import type { NotificationSettings as Wish } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { vault } from "../../worker/vault.ts";
import { type Fault, faultOf } from "../../fault.ts";
import { desk } from "../../view.ts";
import { Trouble } from "../../trouble.tsx";
import { Telling } from "../notifications/telling.tsx";
import { type Ways, waysOf } from "../notifications/ways.ts";
import { Which } from "./which.tsx";

/** Being told to look, for one organisation: off unless it is asked for. */
export function Notifications() {
  const all = (desk.value?.organisations ?? []).filter(({ status }) => status === "appointed");
  const [chosen, setChosen] = useState(all.length === 1 ? all[0] : undefined);
  const [found, setFound] = useState<{ readonly ways: Ways; readonly wish: Wish | undefined }>();
  const [fault, setFault] = useState<Fault>();
  const ask = async () => {
    if (!chosen) {
      return;
    }
    setFault(undefined);
    try {
      const [ways, wish] = await Promise.all([waysOf(chosen.server), vault.notifications(chosen.organisation)]);
      setFound({ ways, wish });
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  useEffect(() => void ask(), [chosen]);
  if (!chosen) {
    return (
      <Page key="which" title={t("joining.settings.notifications")} lead={t("joining.tell.which")}>
        <Which organisations={all} onChoose={setChosen} />
      </Page>
    );
  }
  return (
    <Page key={found ? "found" : "asking"} title={t("joining.settings.notifications")} lead={t("joining.tell.lead")}>
      {fault !== undefined && <Trouble fault={fault} retry={() => void ask()} />}
      {!found && fault === undefined && <p role="status">{t("loading")}</p>}
      {found && <Telling organisation={chosen} ways={found.ways} wish={found.wish} only={all.length === 1} />}
    </Page>
  );
}
