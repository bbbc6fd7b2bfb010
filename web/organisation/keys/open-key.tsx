import type { SigningKey } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Passphrase } from "../../ui/passphrase.tsx";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { FileField } from "../file-field.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { openTyped } from "./open-typed.ts";

/** No key file is larger; what is, is not read. */
const MOST = 10_000;

/** Chooses a key file and types its passphrase; gives the key for as long as `use` runs. `use` gives what went wrong, if anything. */
export function OpenKey(props: {
  readonly label: string;
  readonly action: string;
  readonly use: (key: SigningKey) => Promise<ErrorCode | undefined>;
}) {
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setTried(true);
    setErrorCode(undefined);
    if (!file || passphrase.trim() === "") {
      return;
    }
    setBusy(true);
    // lets the page show that it is busy: stretching the passphrase takes a moment
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    try {
      const key = openTyped(await file.slice(0, MOST).text(), passphrase.trim());
      const refusedFor = await props.use(key);
      setErrorCode(refusedFor);
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <FileField
        id="key-file"
        label={props.label}
        error={tried && !file ? t("org.key.missing.file") : undefined}
        onChoose={setFile}
      />
      <Passphrase
        id="passphrase"
        label={t("org.key.passphrase")}
        value={passphrase}
        error={tried && passphrase.trim() === "" ? t("org.key.missing.passphrase") : undefined}
        onInput={setPassphrase}
      />
      <Actions>
        <Button look="main" disabled={busy} onClick={() => void go()}>
          {busy ? t("loading") : props.action}
        </Button>
      </Actions>
    </>
  );
}
