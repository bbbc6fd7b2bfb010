import { Code } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { withoutSpaces } from "../../../links/links.ts";
import { Bar } from "../../../ui/bar.tsx";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Errors, type Missing } from "../../../ui/errors.tsx";
import { Line } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Passphrase } from "../../../ui/passphrase.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { invitation, opened } from "../../session.ts";
import { sync } from "../../syncing.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { go } from "../../navigation.ts";
import { linkIn } from "./link-in.ts";

/** A further device of somebody who is an adviser already: link, key code and passphrase bring the vault here. */
export function NewDevice() {
  const [link, setLink] = useState("");
  const [code, setCode] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [working, setWorking] = useState(false);

  const add = async () => {
    const found = [
      ...(linkIn(link) === undefined ? [{ at: "link", says: t("joining.paste.wrong") }] : []),
      ...missingOfCode(code),
      ...(passphrase.trim() === "" ? [{ at: "passphrase", says: t("joining.device.passphrase.missing") }] : []),
    ];
    setMissing(found);
    setErrorCode(undefined);
    const organisation = linkIn(link);
    if (found.length > 0 || organisation === undefined) {
      return;
    }
    setWorking(true);
    try {
      await vault.addDevice({ link: organisation, passphrase, keyCode: code });
      invitation.value = undefined;
      opened();
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setWorking(false);
    }
  };

  if (working) {
    return (
      <Page key="working" title={t("joining.device.working")} lead={t("joining.device.working.lead")}>
        <Bar label={t("joining.device.bar")} />
      </Page>
    );
  }
  const errorAt = (id: string) => missing.find(({ at }) => at === id)?.says;
  return (
    <Page key="typing" title={t("joining.device.title")} lead={t("joining.device.lead")}>
      <Errors title={t("errors.title")} missing={missing} />
      {errorCode !== undefined && <DeviceErrorNotice errorCode={errorCode} />}
      <Line
        id="link"
        label={t("joining.device.link")}
        hint={t("joining.device.link.hint")}
        value={link}
        error={errorAt("link")}
        onInput={setLink}
      />
      <Line
        id="code"
        code
        label={t("joining.device.code")}
        hint={t("joining.device.code.hint")}
        value={code}
        error={errorAt("code")}
        onInput={setCode}
      />
      <Passphrase
        id="passphrase"
        label={t("joining.device.passphrase")}
        hint={t("joining.device.passphrase.hint")}
        value={passphrase}
        error={errorAt("passphrase")}
        onInput={setPassphrase}
      />
      <Actions>
        <Button look="main" onClick={() => void add()}>
          {t("joining.device.add")}
        </Button>
        <Button onClick={() => go("lost")}>{t("joining.welcome.lost")}</Button>
      </Actions>
    </Page>
  );
}

/** What is wrong with a code, as far as it can be told without the server. */
function missingOfCode(typed: string): Missing[] {
  try {
    Code.parse(typed);
    return [];
  } catch (error) {
    const reason = error instanceof Error && "reason" in error ? error.reason : undefined;
    const says =
      reason === "code-character"
        ? t("enter.code-character")
        : reason === "code-length"
          ? t("enter.code-length", { count: withoutSpaces(typed).replace(/-/g, "").length })
          : t("enter.code-check");
    return [{ at: "code", says }];
  }
}

/** What the server or the vault said. It can't tell a wrong passphrase from a wrong code: only both together find the vault. */
function DeviceErrorNotice({ errorCode }: { readonly errorCode: ErrorCode }) {
  return errorCode === "nothing" || errorCode === "code" ? (
    <Notice careful role="alert">
      <h2>{t("joining.device.nothing.title")}</h2>
      <Prose text={t("joining.device.nothing")} />
    </Notice>
  ) : (
    <ErrorNotice errorCode={errorCode} />
  );
}
