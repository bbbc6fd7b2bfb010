import type { OwnAttachmentView } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { sizeInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import type { MelderKind, TheirLetter } from "../../melder/kind.ts";
import { melder } from "../../melder/opening.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { fileName, useReceived } from "../../ui/received.ts";
import { say } from "../../ui/said.tsx";

/** A letter that is a file. */
export const attachment: MelderKind<"attachment"> = { Theirs, Own };

/** A file of the melder's own: what it is called, and whether it is there. */
function Own({ body: file }: { readonly body: OwnAttachmentView }) {
  return (
    <>
      <Named name={file.name} />
      {file.missing > 0 && <p>{t("talk.attachment.own.missing")}</p>}
    </>
  );
}

/** An adviser's file: what it is called, what has not come yet, and the file itself. */
function Theirs({ body: file, letter }: TheirLetter<"attachment">) {
  const [moved, setMoved] = useState<{ readonly chunks: number; readonly of: number }>();
  const [failed, setFailed] = useState(false);
  const [fetched, take] = useReceived();
  const download = async () => {
    setFailed(false);
    setMoved({ chunks: 0, of: file.chunks });
    try {
      const got = await melder().attachment(letter, { moved: (_, chunks, of) => setMoved({ chunks, of }) });
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
      <Named name={file.name} />
      <p class="hint">{sizeInWords(file.size)}</p>
      {file.missing > 0 && <p>{plural("talk.attachment.missing", file.missing, { of: file.chunks })}</p>}
      {file.missing === 0 && !fetched && !moved && (
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

function Named({ name }: { readonly name: string }) {
  return <h3 dir="auto">{t("talk.attachment", { name: fileName(name) })}</h3>;
}
