import { useState } from "preact/hooks";

import { namesInWords } from "../../i18n/format.ts";
import { language, t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { AlongBar } from "../along.tsx";
import { Profile } from "../card.tsx";
import { conversation, held, leavingFor, news, read, writing } from "../conversation.ts";
import { type ErrorCode, errorCodeOf } from "../../errors/error-code.ts";
import { idText } from "../../ids/id-text.ts";
import { melder, organisation } from "../opening.ts";
import { follow } from "../progress.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back } from "../navigation.ts";

/** Going on with another adviser: asked for by the first one, or because the melder wants it. */
export function Another() {
  const asked = leavingFor.value;
  const known = (conversation.value?.threads ?? []).map((thread) => idText(thread.adviser));
  const others = (organisation.value?.advisers ?? []).filter(
    (card) => card.reachable && !known.includes(idText(card.id)),
  );
  const [who, setWho] = useState(asked?.successor && idText(asked.successor));
  const [withConversation, setWith] = useState(false);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [sending, setSending] = useState(false);

  const send = async () => {
    const chosen = others.find((card) => idText(card.id) === who);
    const found: Missing[] = [];
    if (!chosen) {
      found.push({ at: "who", says: t("another.missing.who") });
    }
    if (writing.text.value.trim() === "") {
      found.push({ at: "text", says: t("another.missing.text") });
    }
    setMissing(found);
    const code = held.value;
    if (!chosen || found.length > 0 || !code) {
      return;
    }
    setSending(true);
    setErrorCode(undefined);
    try {
      const options = { text: writing.text.value.trim(), withConversation, language: language.value };
      const sent = await melder().handOver(code, chosen.id, options, follow());
      writing.text.value = "";
      leavingFor.value = undefined;
      news.value = t("another.sent", { names: namesInWords(sent.advisers) });
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
  const successor = others.find((card) => asked?.successor && idText(card.id) === idText(asked.successor));
  return (
    <Page
      key="typing"
      title={t("another.title")}
      lead={
        asked && successor
          ? t("another.lead.handover", { name: asked.thread.name, successor: successor.name })
          : t("another.lead")
      }
    >
      <Errors title={t("errors.title")} missing={missing} />
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} />}
      {others.length === 0 ? (
        <Notice>
          <p>{t("another.nobody")}</p>
        </Notice>
      ) : (
        <>
          <Choices id="who" legend={t("another.who")} error={missing.find(({ at }) => at === "who")?.says}>
            {others.map((card) => (
              <div class="card" key={idText(card.id)}>
                <Choice
                  type="radio"
                  name="who"
                  label={card.name}
                  checked={who === idText(card.id)}
                  onChange={() => setWho(idText(card.id))}
                />
                <Profile card={card} />
              </div>
            ))}
          </Choices>
          <Choice
            type="checkbox"
            name="with"
            label={t("another.with")}
            hint={t("another.with.hint")}
            checked={withConversation}
            onChange={setWith}
          />
          <Area
            id="text"
            label={t("another.text")}
            value={writing.text.value}
            error={missing.find(({ at }) => at === "text")?.says}
            onInput={(text) => (writing.text.value = text)}
          />
          <Actions>
            <Button look="main" onClick={() => void send()}>
              {errorCode === undefined ? t("write.send") : t("retry")}
            </Button>
            <Button onClick={back}>{t("cancel")}</Button>
          </Actions>
        </>
      )}
    </Page>
  );
}
