import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { sync } from "../syncing.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back, goOn } from "../navigation.ts";
import { forgetChosen } from "../view.ts";

/** Deletes a thread, after saying what that deletes and what it doesn't. */
export function Forget({ thread }: { readonly thread: ThreadWhole }) {
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState(false);
  const [working, setWorking] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const forget = async () => {
    setMissing(!sure);
    if (!sure || working) {
      return;
    }
    setWorking(true);
    setErrorCode(undefined);
    try {
      await vault.forget(thread.id);
      forgetChosen();
      goOn("inbox");
      say(t("forget.done"));
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setWorking(false);
    }
  };
  return (
    <Page title={t("forget.title")}>
      <Errors title={t("errors.title")} missing={missing ? [{ at: "sure", says: t("action.sure.missing") }] : []} />
      <Prose text={t("forget.body")} />
      <div id="sure" tabIndex={-1}>
        <Choice type="checkbox" name="sure" label={t("forget.sure")} checked={sure} onChange={setSure} />
      </div>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Actions>
        <Button look="main" onClick={() => void forget()}>
          {t("forget.do")}
        </Button>
        <Button onClick={back}>{t("cancel")}</Button>
      </Actions>
    </Page>
  );
}
