import type { ThreadWhole } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";
import { useForm } from "../typing/form.ts";
import { Sheet, emptyOnes } from "./sheet.tsx";

/** The steps that are words alone: a question, what was done, and the like; with words to begin with. */
export function Worded(props: {
  readonly thread: ThreadWhole;
  readonly kind: "question" | "acknowledgement" | "feedback" | "reopening";
}) {
  const { kind } = props;
  const form = useForm(kind, { text: kind === "acknowledgement" ? t("ready.acknowledgement") : "" }, props.thread);
  const { text } = form.fields;
  const label = t("step.words");
  return (
    <Sheet
      step={kind}
      thread={props.thread}
      form={form}
      filled={() => {
        const missing = emptyOnes(["step-text", label, text]);
        return missing.length > 0 ? { missing } : { body: { kind, text: text.trim() } };
      }}
    >
      <Area id="step-text" rows={4} label={label} value={text} onInput={(value) => form.set({ text: value })} />
    </Sheet>
  );
}
