import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Area } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { readRequestLink } from "../../links/links.ts";
import { type ErrorCode, appointingErrorCodeOf } from "../error-code.ts";
import { FileField } from "../file-field.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { go } from "../navigation.ts";
import { lookAt } from "./asked.ts";

/** The most that a request takes with a photo of 1 MiB, in base64url. */
const MOST = 2_000_000;

/** A request that came as text or as a file. */
export function Paste() {
  const [typed, setTyped] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const look = async (text: string) => {
    setErrorCode(undefined);
    setEmpty(text.trim() === "");
    if (text.trim() === "") {
      return;
    }
    try {
      await lookAt(readRequestLink(text));
      go("request");
    } catch (error) {
      setErrorCode(appointingErrorCodeOf(error));
    }
  };
  return (
    <Page title={t("org.paste.title")} lead={t("org.paste.lead")}>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Area
        id="pasted"
        label={t("org.paste.text")}
        value={typed}
        error={isEmpty ? t("org.paste.missing") : undefined}
        onInput={setTyped}
      />
      <FileField
        id="request-file"
        label={t("org.paste.file")}
        accept=".txt,text/plain"
        onChoose={(file) => void file?.slice(0, MOST).text().then(look)}
      />
      <Actions>
        <Button look="main" onClick={() => void look(typed)}>
          {t("org.paste.look")}
        </Button>
      </Actions>
    </Page>
  );
}
