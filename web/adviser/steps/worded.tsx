import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";
import { Sheet, emptyOnes } from "./sheet.tsx";

/** The steps that are words alone: a question, what was done, and the like; with words to begin with. */
export function Worded(props: {
  readonly thread: ThreadWhole;
  readonly kind: "question" | "acknowledgement" | "feedback" | "reopening";
}) {
  const { kind } = props;
  const [text, setText] = useState(kind === "acknowledgement" ? t("ready.acknowledgement") : "");
  const label = t("step.words");
  return (
    <Sheet
      step={kind}
      thread={props.thread}
      filled={() => {
        const missing = emptyOnes(["step-text", label, text]);
        return missing.length > 0 ? { missing } : { body: { kind, text: text.trim() } };
      }}
    >
      <Area id="step-text" rows={4} label={label} value={text} onInput={setText} />
    </Sheet>
  );
}
