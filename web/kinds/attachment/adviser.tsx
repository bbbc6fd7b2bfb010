import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { type ErrorCode, errorCodeOf } from "../../adviser/error-code.ts";
import type { AdviserKind, LetterOf } from "../../adviser/thread/kind.ts";
import { ErrorNotice } from "../../adviser/error-notice.tsx";
import { vault } from "../../adviser/worker/vault.ts";
import { sizeInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/buttons.tsx";
import { fileName, useReceived } from "../../ui/received.ts";

/** A letter that is a file. */
export const attachment: AdviserKind<"attachment"> = { Shown };

/** Nothing is fetched, and nothing is shown, before the adviser asks for it. */
function Shown({ body: file, letter: { n, own }, thread }: LetterOf<"attachment">) {
  const [moved, setMoved] = useState<{ readonly done: number; readonly of: number }>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const [isMissing, setMissing] = useState(false);
  const [fetched, take] = useReceived();
  const save = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    // The button that fetched it is gone, and with it the focus.
    if (fetched && document.activeElement === document.body) {
      save.current?.focus();
    }
  }, [fetched]);
  const fetchIt = async () => {
    setErrorCode(undefined);
    setMissing(false);
    setMoved({ done: 0, of: file.chunks });
    try {
      take(await vault.attachment(thread.id, n, ({ done, of }) => setMoved({ done, of })));
    } catch (error) {
      // Parts of it have not come yet: that is nobody's fault.
      if (error instanceof Error && "reason" in error && error.reason === "missing") {
        setMissing(true);
      } else {
        setErrorCode(errorCodeOf(error));
      }
    } finally {
      setMoved(undefined);
    }
  };
  return (
    <>
      <h2 dir="auto">{t("letter.attachment", { name: fileName(file.name) })}</h2>
      <p class="hint">{sizeInWords(file.size)}</p>
      {!own && !fetched && !moved && <Button onClick={() => void fetchIt()}>{t("letter.attachment.open")}</Button>}
      {moved && <Bar label={t("letter.attachment.fetching", moved)} {...moved} />}
      {isMissing && <p role="alert">{t("letter.attachment.missing")}</p>}
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      {fetched && (
        <>
          {fetched.picture && <img class="picture" src={fetched.url} alt={fetched.name} />}
          <p>
            <a ref={save} href={fetched.url} download={fetched.name}>
              {t("letter.attachment.save")}
            </a>
          </p>
          <p class="hint">{t("letter.attachment.careful")}</p>
        </>
      )}
    </>
  );
}
