import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Area } from "../../ui/field.tsx";
import { say } from "../../ui/said.tsx";
import type { ThreadWhole } from "../core/agreement.ts";
import { core } from "../core/core.ts";
import { type Fault, faultOf } from "../fault.ts";
import { sync } from "../syncing.ts";
import { Trouble } from "../trouble.tsx";
import { reload } from "./chosen.ts";
import { forgetTyped, keep, typed } from "./draft.ts";

/** A place to answer. What is typed is kept in the vault, and waits there for the connection once it is sent. */
export function Reply({ thread }: { readonly thread: ThreadWhole }) {
  const [text, setText] = useState(thread.draft ?? "");
  const [sending, setSending] = useState(false);
  const [missing, setMissing] = useState(false);
  const [fault, setFault] = useState<Fault>();
  useEffect(() => () => void keep(), []);

  const send = async () => {
    setMissing(text.trim() === "");
    if (text.trim() === "" || sending) {
      document.getElementById("reply")?.focus();
      return;
    }
    setSending(true);
    setFault(undefined);
    try {
      await core().write(thread.id, { kind: "message", text: text.trim() });
      await forgetTyped(thread.id);
      setText("");
      await reload();
      say(t("reply.sent"));
      void sync().then(reload);
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <section class="reply">
      <Area
        id="reply"
        label={t("reply.label")}
        value={text}
        error={missing ? t("reply.missing") : undefined}
        onInput={(value) => {
          setText(value);
          typed(thread.id, value);
        }}
      />
      {fault && <Trouble fault={fault} />}
      <div class="row">
        <Button look="main" disabled={sending} onClick={() => void send()}>
          {t("reply.send")}
        </Button>
      </div>
    </section>
  );
}
