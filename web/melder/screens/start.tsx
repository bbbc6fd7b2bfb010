import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { forget, receipt } from "../answers.ts";
import { close } from "../conversation.ts";
import { protocol } from "../client.ts";
import { idText } from "../../ids/id-text.ts";
import { isHidden, isUnpinned, open, opening, organisation } from "../opening.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Uploads } from "../uploads.tsx";
import { go } from "../navigation.ts";

let shownBefore = false;

/** Where everybody arrives. */
export function Start() {
  const quiet = !shownBefore;
  shownBefore = true;
  const now = opening.value;
  useEffect(() => {
    close();
    if (receipt.value) {
      forget();
    }
  }, []);
  return (
    <Page quiet={quiet} title={t("start.title")} lead={t("start.lead")}>
      <Prose text={t("start.promises")} />
      {now.state === "open" && <Uploads />}
      {isUnpinned.value && (isHidden.value ? <Hidden /> : <Unpinned />)}
      {now.state === "failed" && <ErrorNotice errorCode={now.errorCode} retry={() => void open()} />}
      <Actions>
        {!isHidden.value && (
          <Button look="main" onClick={() => go("before")}>
            {t("start.tell")}
          </Button>
        )}
        <Button onClick={() => go("enter")}>{t("start.return")}</Button>
        <p>
          <a href="/help">{t("start.elsewhere")}</a>
        </p>
      </Actions>
      <Fold title={t("leave.about.title")} text={`${t("leave.about")}\n\n${t("leave.hint")}`} />
    </Page>
  );
}

/** The organisation wants nobody to begin here without its whole link. Who has written before can still come back. */
function Hidden() {
  return (
    <Notice careful>
      <h2>{t("hidden.title")}</h2>
      <Prose text={t("hidden.body")} />
    </Notice>
  );
}

/** The address did not say whose page this should be: words let a person compare. */
function Unpinned() {
  const [words, setWords] = useState<readonly string[]>([]);
  const { name = "", fingerprint } = organisation.value ?? {};
  useEffect(() => {
    if (fingerprint) {
      // Where the list cannot be loaded, the link of the poster is still there to compare by.
      protocol()
        .then(({ wordsOf }) => wordsOf(fingerprint))
        .then(setWords, () => undefined);
    }
  }, [fingerprint && idText(fingerprint)]);
  return (
    <Notice careful>
      <h2>{t("unpinned.title")}</h2>
      <Prose text={t("unpinned.body", { organisation: name })} />
      {words.length > 0 && (
        <>
          <p>{t("unpinned.compare")}</p>
          <h3>{t("unpinned.words")}</h3>
          <ol class="words" lang="en" dir="ltr">
            {words.map((word, at) => (
              <li key={at}>{word}</li>
            ))}
          </ol>
        </>
      )}
    </Notice>
  );
}
