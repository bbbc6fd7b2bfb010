import { useEffect } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/said.tsx";
import { AlongBar } from "../along.tsx";
import { conversation, held, leavingFor, news, read, reading, unread, writing } from "../conversation.ts";
import { organisation } from "../opening.ts";
import { ThreadShown } from "../thread.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { Uploads } from "../uploads.tsx";
import { go, goOn } from "../navigation.ts";

/** The conversation, a part for each adviser. */
export function Talk() {
  const now = conversation.value;
  useEffect(() => say(news.value ?? ""), [news.value]);
  const code = held.value;
  if (!now || !code) {
    return null;
  }
  const again = () => {
    news.value = undefined;
    void read(code);
  };
  return (
    <Page title={t("talk.title")}>
      {news.value !== undefined && (
        <Notice>
          <p>{news}</p>
        </Notice>
      )}
      {unread.value !== undefined && <ErrorNotice errorCode={unread.value} retry={again} />}
      <Uploads />
      {now.repliesOnly && <p>{t("talk.replies.only")}</p>}
      {now.threads.length === 0 && <p>{t("fault.withdrawn")}</p>}
      {now.threads.map((thread) => (
        <ThreadShown key={thread.i} thread={thread} />
      ))}
      <p class="hint">{t("talk.kept", { days: organisation.value?.retentionDays ?? 0 })}</p>
      {reading.value ? (
        <AlongBar />
      ) : (
        <Actions>
          <Button
            look="main"
            onClick={() => {
              writing.answering.value = undefined;
              go("write");
            }}
          >
            {t("talk.write")}
          </Button>
          <Button onClick={again}>{t("talk.refresh")}</Button>
          <Button
            onClick={() => {
              leavingFor.value = undefined;
              go("another");
            }}
          >
            {t("talk.another")}
          </Button>
          <Button onClick={() => go("withdraw")}>{t("talk.withdraw")}</Button>
          <Button onClick={() => goOn("start")}>{t("talk.close")}</Button>
        </Actions>
      )}
    </Page>
  );
}
