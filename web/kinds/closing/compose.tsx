import type { ThreadWhole } from "@fluister/sdk";

import { DayField, dayIn, inDays } from "../../adviser/actions/day-field.tsx";
import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";

/** Days until one asks again, to begin with: six weeks. */
const USUAL = 42;

/** Closes a conversation, with a day to ask again; the melder can always write on. */
export const action: AdviserAction = { name: "closing", group: "end", Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { on: inDays(USUAL), text: t("ready.closing") }, thread);
  const { on, text } = form.fields;
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      send={t("action.closing.send")}
      filled={() => {
        const ask_on = dayIn(on);
        const missing = [
          ...(on !== "" && ask_on === undefined ? [{ at: "closing-on", says: t("action.day.missing") }] : []),
          ...emptyOnes(["action-text", t("action.words"), text]),
        ];
        return missing.length > 0
          ? { missing }
          : { body: { kind: "closing", text: text.trim(), ...(ask_on !== undefined && { ask_on }) } };
      }}
    >
      <DayField
        id="closing-on"
        label={t("action.aftercare.on")}
        hint={t("action.closing.on.hint")}
        value={on}
        onInput={(value) => form.set({ on: value })}
      />
      <Area
        id="action-text"
        label={t("action.words")}
        hint={t("action.ready.hint")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
    </Sheet>
  );
}
