import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { AlongBar } from "../along.tsx";
import { close, held } from "../conversation.ts";
import { type ErrorCode, errorCodeOf } from "../../errors/error-code.ts";
import { melder } from "../opening.ts";
import { follow } from "../progress.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back, goOn } from "../navigation.ts";

/** Takes everything back, once it is certain. */
export function Withdraw() {
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<string>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [under, setUnder] = useState(false);
  const withdraw = async () => {
    if (!sure) {
      setError(t("withdraw.missing"));
      return;
    }
    const code = held.value;
    if (!code) {
      return;
    }
    setError(undefined);
    setErrorCode(undefined);
    setUnder(true);
    try {
      await melder().withdraw(code, follow());
      goOn("withdrawn");
      close();
    } catch (thrown) {
      setErrorCode(errorCodeOf(thrown));
    } finally {
      setUnder(false);
    }
  };
  if (under) {
    return (
      <Page key="under way" title={t("withdraw.title")} lead={t("sending.lead")}>
        <AlongBar />
      </Page>
    );
  }
  return (
    <Page key="asking" title={t("withdraw.title")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "sure", says: error }]} />
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} retry={() => void withdraw()} />}
      <Prose text={t("withdraw.body")} />
      <Choices id="sure" legend={t("withdraw.title")} hidden error={error}>
        <Choice type="checkbox" name="sure" label={t("withdraw.sure")} checked={sure} onChange={setSure} />
      </Choices>
      <Actions>
        <Button look="main" onClick={() => void withdraw()}>
          {t("withdraw.do")}
        </Button>
        <Button onClick={back}>{t("cancel")}</Button>
      </Actions>
    </Page>
  );
}

/** Says that everything was withdrawn. */
export function Withdrawn() {
  return (
    <Page title={t("withdraw.done.title")}>
      <Prose text={t("withdraw.done")} />
    </Page>
  );
}
