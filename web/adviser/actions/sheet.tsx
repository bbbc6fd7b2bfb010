import type { Body, ThreadWhole } from "@fluister/sdk";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { sync } from "../syncing.ts";
import type { Fields, Form } from "../typing/form.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back } from "../navigation.ts";
import type { ActionName } from "./action.ts";

/** What an action's form gives: the letter, or what is still missing. */
export type Filled = { readonly body: Body } | { readonly missing: readonly Missing[] };

/** What every action looks like: what it is, its form, and the way to send it. Going back keeps what was typed, cancelling does not. */
export function Sheet(props: {
  readonly action: ActionName;
  readonly thread: ThreadWhole;
  readonly form: Pick<Form<Fields>, "forget">;
  readonly filled: () => Filled;
  /** What is written on the button, where it is not simply sending. */
  readonly send?: string;
  /** What else is done once the letter is written; gives what is to be said if it failed. The letter is not written again then. */
  readonly also?: () => Promise<string | undefined>;
  readonly children: ComponentChildren;
}) {
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [sending, setSending] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [failed, setFailed] = useState<string>();

  const send = async () => {
    const filled = props.filled();
    setMissing("missing" in filled ? filled.missing : []);
    if (sending || "missing" in filled) {
      return;
    }
    setSending(true);
    setErrorCode(undefined);
    try {
      await vault.write(props.thread.id, filled.body);
      await props.form.forget();
      const untold = await props.also?.();
      if (untold === undefined) {
        back();
        say(t("reply.sent"));
      } else {
        setFailed(untold);
      }
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setSending(false);
    }
  };

  const cancel = async () => {
    back();
    await props.form.forget();
  };

  if (failed !== undefined) {
    return (
      <Page title={t(`action.${props.action}`)}>
        <p>{t("reply.sent")}</p>
        <Notice careful role="alert">
          <p>{failed}</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t(`action.${props.action}`)}>
      <Errors title={t("errors.title")} missing={missing} />
      <Prose text={t(`action.${props.action}.lead`)} />
      {props.children}
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Actions>
        <Button look="main" onClick={() => void send()}>
          {props.send ?? t("action.send")}
        </Button>
        <Button onClick={() => void cancel()}>{t("cancel")}</Button>
      </Actions>
    </Page>
  );
}

/** What is missing among fields that must not be empty, each with its element's id and its label. */
export function emptyOnes(...fields: readonly (readonly [id: string, label: string, value: string])[]): Missing[] {
  return fields
    .filter(([, , value]) => value.trim() === "")
    .map(([at, label]) => ({ at, says: t("action.missing", { what: label }) }));
}
