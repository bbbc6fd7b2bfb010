import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { idText } from "../../melder/id.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Area } from "../../ui/field.tsx";
import { desk } from "../session.ts";
import { Sheet, emptyOnes } from "./sheet.tsx";

/** Proposes that the melder goes on with a colleague. Only the melder can do it: nothing is passed on from here. */
export function Handover({ thread }: { readonly thread: ThreadWhole }) {
  const [successor, setSuccessor] = useState<Uint8Array>();
  const [text, setText] = useState(t("ready.handover"));
  const advisers = desk.value?.organisations.find((one) => one.organisation === thread.organisation)?.advisers ?? [];
  const others = advisers.filter(({ isMe }) => !isMe);
  return (
    <Sheet
      step="handover"
      thread={thread}
      filled={() => {
        const missing = [
          ...(successor ? [] : [{ at: "handover-to", says: t("step.handover.missing") }]),
          ...emptyOnes(["step-text", t("step.words"), text]),
        ];
        return missing.length > 0 || !successor
          ? { missing }
          : { body: { kind: "handover", successor, text: text.trim() } };
      }}
    >
      {others.length === 0 && <p>{t("step.handover.nobody")}</p>}
      <Choices id="handover-to" legend={t("step.handover.to")}>
        {others.map(({ id, name, canBeWritten }) => (
          <Choice
            key={idText(id)}
            type="radio"
            name="successor"
            label={name}
            {...(!canBeWritten && { hint: t("step.handover.away") })}
            disabled={!canBeWritten}
            checked={successor !== undefined && idText(successor) === idText(id)}
            onChange={() => setSuccessor(id)}
          />
        ))}
      </Choices>
      <Area id="step-text" label={t("step.words")} hint={t("step.ready.hint")} value={text} onInput={setText} />
    </Sheet>
  );
}
