import { useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { AlongBar } from "./along.tsx";
import { type ErrorCode, errorCodeOf } from "../errors/error-code.ts";
import { melder } from "./opening.ts";
import { follow } from "./progress.ts";
import { ErrorNotice } from "./error-notice.tsx";

/** Attachments that are not whole on the server yet, and the way on with them. Shows nothing where there are none. */
export function Uploads() {
  const [state, setState] = useState<"waiting" | "moving" | "done">("waiting");
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const left = melder().unfinished.length;
  if (left === 0 && state === "waiting") {
    return null;
  }
  if (left === 0 && state === "done") {
    return (
      <Notice role="status">
        <p>{t("receipt.uploaded")}</p>
      </Notice>
    );
  }
  const resume = async () => {
    setState("moving");
    setErrorCode(undefined);
    try {
      await melder().resume(follow());
      setState("done");
    } catch (error) {
      setState("waiting");
      setErrorCode(errorCodeOf(error));
    }
  };
  return (
    <Notice careful>
      <p>{t("receipt.uploads")}</p>
      {state === "moving" ? <AlongBar /> : <Button onClick={() => void resume()}>{t("receipt.resume")}</Button>}
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} />}
    </Notice>
  );
}
