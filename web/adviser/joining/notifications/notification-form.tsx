import { type InboxView, MAIL_LANGUAGES, type NotificationSettings as Wish } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { hourInWords } from "../../../i18n/format.ts";
import { language, t } from "../../../i18n/i18n.ts";
import { REFERENCE } from "../../../i18n/tags.ts";
import { lookup } from "../../../i18n/lookup.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors, type Missing } from "../../../ui/errors.tsx";
import { Line } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { say } from "../../../ui/said.tsx";
import { vault } from "../../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { back } from "../../navigation.ts";
import { Select } from "../select.tsx";
import { hourHere, hourInUtc } from "./hours.ts";
import { PushError, type PushErrorCode, endpointHere, subscribe, unsubscribe } from "./push.ts";
import { type NotificationChannels, canPush } from "./channels.ts";

/** The hour on the clock here that is proposed. */
const USUAL = 9;

/** The longest e-mail address (RFC 5321). */
const MOST = 254;

/** How, and at which hour, an adviser wants to be told; and what that gives away. */
export function NotificationForm(props: {
  readonly organisation: InboxView["organisations"][number];
  readonly channels: NotificationChannels;
  readonly wish: Wish | undefined;
  /** Whether the vault has no other organisation. */
  readonly only: boolean;
}) {
  const { organisation, channels, wish } = props;
  const key = canPush() ? (channels.web_push ?? undefined) : undefined;
  const behind = new Date().getTimezoneOffset();
  const [byMail, setByMail] = useState(wish?.email !== undefined);
  const [email, setEmail] = useState(wish?.email ?? "");
  const [byPush, setByPush] = useState(false);
  const [hour, setHour] = useState(wish ? hourHere(wish.hour, behind) : USUAL);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [push, setPush] = useState<PushErrorCode>();
  const [working, setWorking] = useState(false);
  useEffect(() => {
    if (key !== undefined) {
      endpointHere().then(
        (endpoint) => setByPush(endpoint !== undefined && endpoint === wish?.webPush?.endpoint),
        () => undefined,
      );
    }
  }, [key, wish]);

  const asked = async (): Promise<Wish | undefined> => {
    if (!byMail && !byPush) {
      return undefined;
    }
    const endpoint = byPush && key !== undefined ? await subscribe(key) : undefined;
    return {
      hour: hourInUtc(hour, behind),
      language: lookup([language.value, ...navigator.languages], MAIL_LANGUAGES) ?? REFERENCE,
      ...(byMail && { email: email.trim() }),
      ...(endpoint !== undefined && { webPush: { endpoint } }),
    };
  };
  const keep = async () => {
    const found = byMail && !isAddress(email.trim()) ? [{ at: "email", says: t("joining.tell.email.wrong") }] : [];
    setMissing(found);
    setErrorCode(undefined);
    setPush(undefined);
    if (found.length > 0) {
      return;
    }
    setWorking(true);
    try {
      const now = await asked();
      await vault.setNotifications(organisation.organisation, now);
      if (now?.webPush === undefined && props.only && key !== undefined) {
        await unsubscribe();
      }
      say(t(now ? "joining.tell.kept" : "joining.tell.off"));
      back();
    } catch (error) {
      if (error instanceof PushError) {
        setPush(error.reason);
      } else {
        setErrorCode(errorCodeOf(error));
      }
      setWorking(false);
    }
  };

  if (!channels.email && key === undefined) {
    return <p>{t("joining.tell.none")}</p>;
  }
  return (
    <>
      <Errors title={t("errors.title")} missing={missing} />
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} />}
      {push !== undefined && (
        <Notice careful role="alert">
          <p>{t(`joining.tell.push.${push}`)}</p>
        </Notice>
      )}
      <Prose text={t("joining.tell.body")} />
      <Notice>
        <h2>{t("joining.tell.learns.title")}</h2>
        <Prose text={t("joining.tell.learns")} />
      </Notice>
      <Choices legend={t("joining.tell.how")}>
        {channels.email && (
          <Choice
            type="checkbox"
            name="by-mail"
            label={t("joining.tell.mail")}
            hint={t("joining.tell.mail.hint")}
            checked={byMail}
            onChange={setByMail}
          />
        )}
        {key !== undefined && (
          <Choice
            type="checkbox"
            name="by-push"
            label={t("joining.tell.push")}
            hint={t("joining.tell.push.hint")}
            checked={byPush}
            onChange={setByPush}
          />
        )}
      </Choices>
      {byMail && (
        <Line id="email" label={t("joining.tell.email")} value={email} error={missing[0]?.says} onInput={setEmail} />
      )}
      {(byMail || byPush) && (
        <Select
          id="hour"
          label={t("joining.tell.hour")}
          value={String(hour)}
          options={Array.from({ length: 24 }, (_, at) => ({ value: String(at), label: hourInWords(at) }))}
          onChange={(value) => setHour(Number(value))}
        />
      )}
      <Actions>
        <Button look="main" disabled={working} onClick={() => void keep()}>
          {t("joining.tell.keep")}
        </Button>
      </Actions>
    </>
  );
}

/** Whether a text can be an address; whether it is one only a mail can tell. */
function isAddress(text: string): boolean {
  const field = document.createElement("input");
  field.type = "email";
  field.value = text;
  return text !== "" && text.length <= MOST && field.validity.valid;
}
