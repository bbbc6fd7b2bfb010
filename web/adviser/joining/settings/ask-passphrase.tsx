import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Bar } from "../../../ui/bar.tsx";
import { Button } from "../../../ui/buttons.tsx";
import { Passphrase } from "../../../ui/passphrase.tsx";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { ErrorNotice, errorText } from "../../error-notice.tsx";
import { back } from "../../navigation.ts";

/** Asks for the passphrase before something that whoever passes an open app must not be able to do. */
export function AskPassphrase(props: {
  /** What the button says. */
  readonly action: string;
  /** What is done with it; what it throws is told, a wrong passphrase at its field. */
  readonly work: (passphrase: string) => Promise<void>;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [working, setWorking] = useState(false);
  const go = async () => {
    setWorking(true);
    setErrorCode(undefined);
    try {
      await props.work(passphrase);
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setWorking(false);
      document.getElementById("passphrase")?.focus();
    }
  };
  const isWrong = errorCode === "passphrase";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {errorCode !== undefined && !isWrong && <ErrorNotice errorCode={errorCode} />}
      <Passphrase
        id="passphrase"
        label={t("joining.passphrase.yours")}
        value={passphrase}
        error={isWrong ? errorText(errorCode) : undefined}
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
