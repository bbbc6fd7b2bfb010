import type { ThreadWhole } from "@fluister/sdk";

import { type Key, t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";
import { useForm } from "../typing/form.ts";
import { Sheet, emptyOnes } from "./sheet.tsx";
import type { AdviserAction } from "./action.ts";

/** The form of an action that is words alone: a question, what was done, and the like; perhaps with words to begin with. */
export function worded(
  kind: "question" | "acknowledgement" | "feedback" | "reopening",
  ready?: Key,
): AdviserAction["Form"] {
  return function Form({ thread }: { readonly thread: ThreadWhole }) {
    const form = useForm(kind, { text: ready === undefined ? "" : t(ready) }, thread);
    const { text } = form.fields;
    const label = t("action.words");
    return (
      <Sheet
        action={kind}
        thread={thread}
        form={form}
        filled={() => {
          const missing = emptyOnes(["action-text", label, text]);
          return missing.length > 0 ? { missing } : { body: { kind, text: text.trim() } };
        }}
      >
        <Area id="action-text" rows={4} label={label} value={text} onInput={(value) => form.set({ text: value })} />
      </Sheet>
    );
  };
}
