import type { Line } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { sizeInWords } from "../i18n/format.ts";
import { plural, t } from "../i18n/i18n.ts";
import { Bar } from "../ui/bar.tsx";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { fileName, useReceived } from "../ui/received.ts";
import { say } from "../ui/said.tsx";
import { melder } from "./opening.ts";

/** A letter that is a file: what it is called, what has not come yet, and for an adviser's, the file itself. */
export function Attachment({ line }: { readonly line: Line }) {
  const file = line.attachment;
  const [moved, setMoved] = useState<{ readonly chunks: number; readonly of: number }>();
  const [failed, setFailed] = useState(false);
  const [fetched, take] = useReceived();
  if (!file) {
    return null;
  }
  const download = async () => {
    setFailed(false);
    setMoved({ chunks: 0, of: file.of });
    try {
      const got = await melder().attachment(line, { moved: (_, chunks, of) => setMoved({ chunks, of }) });
      take(got);
    } catch {
      setFailed(true);
      say(t("talk.attachment.failed"));
    } finally {
      setMoved(undefined);
    }
  };
  return (
    <>
      <h3 dir="auto">{t("talk.attachment", { name: fileName(file.name) })}</h3>
      {!line.own && file.size !== undefined && <p class="hint">{sizeInWords(file.size)}</p>}
      {file.missing > 0 && (
        <p>
          {line.own
            ? t("talk.attachment.own.missing")
            : plural("talk.attachment.missing", file.missing, { of: file.of })}
        </p>
      )}
      {!line.own && file.missing === 0 && !fetched && !moved && (
        <Button onClick={() => void download()}>{t("talk.download")}</Button>
      )}
      {moved && <Bar label={t("talk.downloading", { ...moved })} done={moved.chunks} of={moved.of} />}
      {failed && (
        <Notice careful>
          <p>{t("talk.attachment.failed")}</p>
        </Notice>
      )}
      {fetched && (
        <>
          {fetched.picture && <img class="picture" src={fetched.url} alt={fetched.name} />}
          <p>
            <a href={fetched.url} download={fetched.name}>
              {t("talk.save")}
            </a>
          </p>
          <p class="hint">{t("talk.save.careful")}</p>
        </>
      )}
    </>
  );
}
