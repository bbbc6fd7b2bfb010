import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { Passphrase } from "../../ui/passphrase.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { opened } from "../session.ts";
import { sync } from "../syncing.ts";
import { errorText } from "../error-notice.tsx";
import { go } from "../navigation.ts";

/** A locked vault: the passphrase opens it, without a connection too. */
export function Unlock() {
  const [passphrase, setPassphrase] = useState("");
  const [working, setWorking] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();

  const open = async () => {
    setWorking(true);
    setErrorCode(undefined);
    say(t("unlock.working"));
    try {
      await vault.unlock(passphrase);
      opened();
      say(t("unlock.done"));
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setWorking(false);
      document.getElementById("passphrase")?.focus();
    }
  };

  return (
    <Page title={t("unlock.title")} lead={t("unlock.lead")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <Passphrase
          id="passphrase"
          label={t("unlock.passphrase")}
          hint={t("unlock.hint")}
          value={passphrase}
          error={errorCode && errorText(errorCode)}
          alert
          readOnly={working}
          onInput={setPassphrase}
        />
        {working ? (
          <Bar label={t("unlock.working")} />
        ) : (
          <div class="actions">
            <button type="submit" class="main">
              {t("unlock.open")}
            </button>
          </div>
        )}
      </form>
      <p>
        <Button look="plain" onClick={() => go("lost")}>
          {t("unlock.lost")}
        </Button>
      </p>
    </Page>
  );
}
