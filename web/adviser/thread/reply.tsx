import type { Attachment, AttachmentSource, ThreadWhole } from "@fluister/sdk";
import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import type { ChosenFile } from "../../attachments/chosen-file.ts";
import { FileChooser } from "../../attachments/files.tsx";
import { Button } from "../../ui/buttons.tsx";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { sync } from "../syncing.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { useReply } from "../typing/form.ts";

/** Bytes that all files of one answer may have together: they lie in memory until they are sealed. */
const MOST_BYTES = 50_000_000;

/** A place to answer. What is typed is kept in the vault, and waits there for the connection once it is sent. */
export function Reply({ thread }: { readonly thread: ThreadWhole }) {
  const form = useReply(thread);
  const { text } = form.fields;
  const files = useSignal<readonly ChosenFile[]>([]);
  const [sending, setSending] = useState(false);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [errorCode, setErrorCode] = useState<ErrorCode>();

  const send = async () => {
    const asked = files.value.find((file) => file.state === "asked");
    const lacking = [
      ...(text.trim() === "" && files.value.length === 0 ? [{ at: "reply", says: t("reply.missing") }] : []),
      ...(asked ? [{ at: `file-${asked.number}`, says: t("files.undecided") }] : []),
    ];
    setMissing(lacking);
    if (lacking.length > 0 || sending) {
      return;
    }
    setSending(true);
    setErrorCode(undefined);
    try {
      const attachments = await Promise.all(files.value.map(({ source }) => readWhole(source)));
      await vault.write(thread.id, { kind: "message", text: text.trim() }, attachments);
      await form.forget();
      files.value = [];
      say(t("reply.sent"));
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <section>
      <Errors title={t("errors.title")} missing={missing} />
      <Area id="reply" rows={4} label={t("reply.label")} value={text} onInput={(value) => form.set({ text: value })} />
      <details>
        <summary>{t("reply.files")}</summary>
        <FileChooser files={files} most={MOST_BYTES} />
      </details>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <div class="row">
        <Button look="main" onClick={() => void send()}>
          {t("reply.send")}
        </Button>
      </div>
    </section>
  );
}

async function readWhole(source: AttachmentSource): Promise<Attachment> {
  const { name, mediaType, size } = source;
  return { name, mediaType, bytes: await source.read(0, size) };
}
