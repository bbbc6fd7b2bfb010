import type { KnownView } from "@fluister/sdk";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { sizeInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/buttons.tsx";
import { fileName, useReceived } from "../../ui/received.ts";
import { vault } from "../worker/vault.ts";
import { type Fault, faultOf } from "../fault.ts";
import { Trouble } from "../trouble.tsx";

/** A letter that is a file. Nothing is fetched, and nothing is shown, before the adviser asks for it. */
export function Attachment(props: {
  /** The number of its letter. */
  readonly n: number;
  readonly own: boolean;
  readonly file: KnownView<"attachment">;
  /** The thread's id. */
  readonly thread: string;
}) {
  const { n, own, file, thread } = props;
  const [moved, setMoved] = useState<{ readonly done: number; readonly of: number }>();
  const [fault, setFault] = useState<Fault>();
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
    setFault(undefined);
    setMissing(false);
    setMoved({ done: 0, of: file.chunks });
    try {
      take(await vault.attachment(thread, n, ({ done, of }) => setMoved({ done, of })));
    } catch (error) {
      // Parts of it have not come yet: that is nobody's fault.
      if (error instanceof Error && "reason" in error && error.reason === "missing") {
        setMissing(true);
      } else {
        setFault(faultOf(error));
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
      {fault && <Trouble fault={fault} />}
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
