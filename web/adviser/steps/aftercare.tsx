import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";
import { DayField, dayIn, inDays } from "./day-field.tsx";
import { Sheet, emptyOnes } from "./sheet.tsx";

/** Days until one asks again, to begin with: four weeks. */
const USUAL = 28;

/** Tells the melder that one will ask again how things are, and remembers the day. */
export function Aftercare({ thread }: { readonly thread: ThreadWhole }) {
  const [on, setOn] = useState(inDays(USUAL));
  const [text, setText] = useState(t("ready.aftercare"));
  return (
    <Sheet
      step="aftercare"
      thread={thread}
      filled={() => {
        const askOn = dayIn(on);
        const missing = [
          ...(askOn === undefined ? [{ at: "aftercare-on", says: t("step.day.missing") }] : []),
          ...emptyOnes(["step-text", t("step.words"), text]),
        ];
        return missing.length > 0 || askOn === undefined
          ? { missing }
          : { body: { kind: "aftercare", askOn, text: text.trim() } };
      }}
    >
      <DayField id="aftercare-on" label={t("step.aftercare.on")} value={on} onInput={setOn} />
      <Area id="step-text" label={t("step.words")} hint={t("step.ready.hint")} value={text} onInput={setText} />
    </Sheet>
  );
}
