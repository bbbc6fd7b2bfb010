import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Page } from "../../ui/page.tsx";
import { AlongBar } from "../along.tsx";
import { read, reading, unread } from "../conversation.ts";
import { protocol } from "../client.ts";
import { type ErrorCode, errorCodeOf } from "../../errors/error-code.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { goOn } from "../navigation.ts";

/** Coming back with the code. */
export function Enter() {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const enter = async () => {
    setError(undefined);
    setErrorCode(undefined);
    try {
      const { Code } = await protocol();
      if (await read(parsed(Code, typed))) {
        goOn("talk");
      }
    } catch (thrown) {
      if (thrown instanceof Mistyped) {
        setError(thrown.message);
      } else {
        setErrorCode(errorCodeOf(thrown));
      }
    }
  };
  if (reading.value) {
    return (
      <Page key="reading" title={t("enter.reading")}>
        <AlongBar />
      </Page>
    );
  }
  const wrong = errorCode ?? unread.value;
  return (
    <Page key="typing" title={t("enter.title")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "code", says: error }]} />
      {wrong !== undefined && (
        <ErrorNotice errorCode={wrong} {...(wrong === "nothing" ? {} : { retry: () => void enter() })} />
      )}
      <Line
        id="code"
        code
        label={t("enter.label")}
        hint={t("enter.hint")}
        value={typed}
        error={error}
        onInput={setTyped}
      />
      <Actions>
        <Button look="main" onClick={() => void enter()}>
          {t("enter.open")}
        </Button>
      </Actions>
      <Fold title={t("enter.lost")} text={t("enter.lost.body")} />
    </Page>
  );
}

/** What is typed is no code; the message says why, in words for the person. */
class Mistyped extends Error {}

function parsed(Code: Awaited<ReturnType<typeof protocol>>["Code"], typed: string) {
  try {
    return Code.parse(typed);
  } catch (error) {
    const reason = error instanceof Error && "reason" in error ? error.reason : undefined;
    switch (reason) {
      case "code-length": {
        const count = Array.from(typed.replace(/[\p{White_Space}\-\u2010-\u2015\u2212]/gu, "")).length;
        throw new Mistyped(t("enter.code-length", { count }));
      }
      case "code-character":
      case "code-check":
        throw new Mistyped(t(`enter.${reason}`));
      default:
        throw error;
    }
  }
}
