import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { AlongBar } from "../along.tsx";
import { keep } from "../answered.ts";
import { type Answering, conversation, held, news, read, writing } from "../conversation.ts";
import type { ChosenFile } from "../../attachments/chosen-file.ts";
import { type ErrorCode, errorCodeOf } from "../../errors/error-code.ts";
import { FileChooser } from "../../attachments/files.tsx";
import { idText } from "../../ids/id-text.ts";
import { melder } from "../opening.ts";
import { follow } from "../progress.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back } from "../navigation.ts";

const files = signal<readonly ChosenFile[]>([]);

/** A follow-up, or the answer to an adviser's letter. */
export function Write() {
  const answering = writing.answering.value;
  const threads = conversation.value?.threads ?? [];
  const [to, setTo] = useState<string>("all");
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [sending, setSending] = useState(false);
  useEffect(() => () => void (files.value = []), []);

  const needsText = answering === undefined || answering.answer.kind === "answer";
  const send = async () => {
    const found: Missing[] = [];
    const asked = files.value.find((file) => file.state === "asked");
    if (needsText && writing.text.value.trim() === "" && files.value.length === 0) {
      found.push({ at: "text", says: t("write.missing") });
    }
    if (asked) {
      found.push({ at: `file-${asked.number}`, says: t("files.undecided") });
    }
    setMissing(found);
    const code = held.value;
    if (found.length > 0 || !code) {
      return;
    }
    setSending(true);
    setErrorCode(undefined);
    try {
      const adviser = answering?.adviser ?? threads.find((thread) => idText(thread.adviser) === to)?.adviser;
      const more = {
        text: answering ? answerText(answering, writing.text.value) : writing.text.value.trim(),
        attachments: files.value.map((file) => file.source),
        ...(adviser ? { adviser } : {}),
        ...(answering ? { answer: answering.answer } : {}),
      };
      const sent = await melder().followUp(code, more, follow());
      writing.text.value = "";
      writing.answering.value = undefined;
      if (answering) {
        keep(answering);
      }
      news.value = t(sent.afterAnother ? "write.after.another" : "write.sent");
      back();
      await read(code);
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    } finally {
      setSending(false);
    }
  };

  if (sending) {
    return (
      <Page key="under way" title={t("sending.title")} lead={t("sending.lead")}>
        <AlongBar />
      </Page>
    );
  }
  const textError = missing.find(({ at }) => at === "text")?.says;
  return (
    <Page
      key="typing"
      title={answering ? t("write.answer.title") : t("write.title")}
      {...(answering ? { lead: answering.says } : {})}
    >
      <Errors title={t("errors.title")} missing={missing} />
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} />}
      {!answering && threads.length > 1 && (
        <Choices legend={t("write.to")}>
          <Choice
            type="radio"
            name="to"
            label={t("write.to.all")}
            checked={to === "all"}
            onChange={() => setTo("all")}
          />
          {threads.map((thread) => (
            <Choice
              key={thread.i}
              type="radio"
              name="to"
              label={thread.name}
              checked={to === idText(thread.adviser)}
              onChange={() => setTo(idText(thread.adviser))}
            />
          ))}
        </Choices>
      )}
      <Area
        id="text"
        label={needsText ? t("write.label") : t("write.answer.optional")}
        value={writing.text.value}
        error={textError}
        onInput={(text) => (writing.text.value = text)}
      />
      {!answering && <FileChooser files={files} most={melder().limits.attachments} />}
      <Actions>
        <Button look="main" onClick={() => void send()}>
          {errorCode === undefined ? t("write.send") : t("retry")}
        </Button>
      </Actions>
    </Page>
  );
}

/** What was pressed stands in the letter in words, too, so that it can be read back later. */
function answerText({ answer, says }: Answering, typed: string): string {
  const own = typed.trim();
  return answer.kind === "answer" ? own : [says, own].filter((part) => part !== "").join("\n\n");
}
