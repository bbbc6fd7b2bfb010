import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { say } from "../../../ui/said.tsx";
import { vault } from "../../worker/vault.ts";
import { goOn } from "../../navigation.ts";
import { PassphraseWords } from "../vault/passphrase-words.tsx";
import { TypeBack } from "../vault/type-back.tsx";
import { AskPassphrase } from "./ask-passphrase.tsx";

/** Another passphrase: shown, typed back, and changed with the one there is. */
export function ChangePassphrase() {
  const [passphrase, setPassphrase] = useState<string>();
  const [part, setPart] = useState<"shown" | "back" | "former">("shown");
  const draw = async () => setPassphrase(await vault.newPassphrase());
  useEffect(() => void draw(), []);
  if (passphrase === undefined) {
    return <p role="status">{t("loading")}</p>;
  }
  if (part === "shown") {
    return (
      <Page key="shown" title={t("joining.change.title")} lead={t("joining.change.lead")}>
        <PassphraseWords passphrase={passphrase} />
        <Prose text={t("joining.passphrase.body")} />
        <Actions>
          <Button look="main" onClick={() => setPart("back")}>
            {t("joining.written")}
          </Button>
          <Button onClick={() => void draw()}>{t("joining.passphrase.other")}</Button>
        </Actions>
      </Page>
    );
  }
  if (part === "back") {
    return (
      <Page key="back" title={t("joining.back.title")} lead={t("joining.back.passphrase")}>
        <TypeBack
          kind="word"
          parts={passphrase.split(" ")}
          onRight={() => setPart("former")}
          onShow={() => setPart("shown")}
        />
      </Page>
    );
  }
  return (
    <Page key="former" title={t("joining.change.former")} lead={t("joining.change.former.lead")}>
      <AskPassphrase
        action={t("joining.change.do")}
        work={async (former) => {
          await vault.changePassphrase(former, passphrase);
          say(t("joining.change.done"));
          goOn("settings");
        }}
      />
    </Page>
  );
}
