import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Bar } from "../../../ui/bar.tsx";
import { Button } from "../../../ui/buttons.tsx";
import { Passphrase } from "../../../ui/passphrase.tsx";
import { type Fault, faultOf } from "../../fault.ts";
import { Trouble, faultText } from "../../trouble.tsx";
import { back } from "../../way.ts";

/** Asks for the passphrase before something that whoever passes an open app must not be able to do. */
export function AskPassphrase(props: {
  /** What the button says. */
  readonly action: string;
  /** What is done with it; what it throws is told, a wrong passphrase at its field. */
  readonly work: (passphrase: string) => Promise<void>;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [fault, setFault] = useState<Fault>();
  const [working, setWorking] = useState(false);
  const go = async () => {
    setWorking(true);
    setFault(undefined);
    try {
      await props.work(passphrase);
    } catch (error) {
      setFault(faultOf(error));
      setWorking(false);
      document.getElementById("passphrase")?.focus();
    }
  };
  const isWrong = fault === "passphrase";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {fault !== undefined && !isWrong && <Trouble fault={fault} />}
      <Passphrase
        id="passphrase"
        label={t("joining.passphrase.yours")}
        value={passphrase}
        error={isWrong ? faultText(fault) : undefined}
        alert
        readOnly={working}
        onInput={setPassphrase}
      />
      {working ? (
        <Bar label={t("joining.working")} />
      ) : (
        <div class="actions">
          <button type="submit" class="main">
            {props.action}
          </button>
          <Button onClick={back}>{t("cancel")}</Button>
        </div>
      )}
    </form>
  );
}
