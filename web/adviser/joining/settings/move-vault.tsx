import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { inboxView } from "../../view.ts";
import { sync } from "../../syncing.ts";
import { goOn } from "../../navigation.ts";
import { AskPassphrase } from "./ask-passphrase.tsx";
import { NewCode } from "./new-code.tsx";
import { Which } from "./which.tsx";

/** Another organisation keeps the vault, once the one that kept it takes nothing of this adviser any more. */
export function MoveVault() {
  const all = (inboxView.value?.organisations ?? []).filter(
    ({ status, keepsVault }) => status === "appointed" && !keepsVault,
  );
  const [chosen, setChosen] = useState(all.length === 1 ? all[0] : undefined);
  const [code, setCode] = useState<string>();
  if (all.length === 0 && code === undefined) {
    return (
      <Page key="none" title={t("joining.move.title")}>
        <p>{t("joining.move.none")}</p>
      </Page>
    );
  }
  if (!chosen) {
    return (
      <Page key="which" title={t("joining.move.title")} lead={t("joining.move.which")}>
        <Which organisations={all} onChoose={setChosen} />
      </Page>
    );
  }
  const { organisation, name } = chosen;
  if (code !== undefined) {
    return <NewCode code={code} lead={t("joining.move.code", { organisation: name })} onKept={() => goOn("inbox")} />;
  }
  return (
    <Page key="asking" title={t("joining.move.title")} lead={t("joining.move.lead", { organisation: name })}>
      <Prose text={t("joining.move.body", { organisation: name })} />
      <p>{t("joining.move.sure")}</p>
      <AskPassphrase
        action={t("joining.move.do")}
        work={async (passphrase) => {
          setCode(await vault.moveVault(organisation, passphrase));
          void sync();
        }}
      />
    </Page>
  );
}
