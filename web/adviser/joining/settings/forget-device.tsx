import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { forgetOffline } from "../../device/offline.ts";
import { emptyVaultStorage } from "../../worker/vault-storage.ts";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { lock } from "../../session.ts";
import { inboxView } from "../../view.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { back, goOn } from "../../navigation.ts";

/** The vault goes from this device; what other devices and the server have, stays. */
export function ForgetDevice() {
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<string>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const all = inboxView.value?.organisations ?? [];
  // Until the first administrator has signed, there is no session, and so no copy on the server.
  const onlyHere = all.every(({ lastSync }) => lastSync === undefined);
  const forget = async () => {
    if (!sure) {
      setError(t("joining.forget.missing"));
      return;
    }
    try {
      await lock();
      await emptyVaultStorage();
      // Else this browser would go on saying that there may be letters, to whoever has it next.
      await forgetOffline();
      goOn("welcome");
    } catch (failure) {
      setErrorCode(errorCodeOf(failure));
    }
  };
  return (
    <Page title={t("joining.settings.forget-device")} lead={t("joining.forget.lead")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "sure", says: error }]} />
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} />}
      <Prose text={t("joining.forget.body")} />
      <Notice careful>
        <Prose text={t(onlyHere ? "joining.forget.only.here" : "joining.forget.careful")} />
      </Notice>
      {(inboxView.value?.sending ?? 0) > 0 && (
        <Notice careful>
          <p>{t("joining.forget.sending")}</p>
        </Notice>
      )}
      <Choices id="sure" legend={t("joining.settings.forget-device")} hidden error={error}>
        <Choice
          type="checkbox"
          name="sure"
          label={t("joining.forget.sure")}
          checked={sure}
          onChange={(on) => {
            setSure(on);
            setError(undefined);
          }}
        />
      </Choices>
      <Actions>
        <Button onClick={() => void forget()}>{t("joining.forget.do")}</Button>
        <Button look="main" onClick={back}>
          {t("cancel")}
        </Button>
      </Actions>
    </Page>
  );
}
