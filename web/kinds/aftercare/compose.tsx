import type { ThreadWhole } from "@fluister/sdk";

import { DayField, dayIn, inDays } from "../../adviser/actions/day-field.tsx";
import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";

/** Days until one asks again, to begin with: four weeks. */
const USUAL = 28;

/** Tells the melder that one will ask again how things are, and remembers the day. */
export const action: AdviserAction = { name: "aftercare", group: "end", fits: () => true, Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { on: inDays(USUAL), text: t("ready.aftercare") }, thread);
  const { on, text } = form.fields;
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      filled={() => {
        const ask_on = dayIn(on);
        const missing = [
          ...(ask_on === undefined ? [{ at: "aftercare-on", says: t("action.day.missing") }] : []),
          ...emptyOnes(["action-text", t("action.words"), text]),
        ];
        return missing.length > 0 || ask_on === undefined
          ? { missing }
          : { body: { kind: "aftercare", ask_on, text: text.trim() } };
      }}
    >
      <DayField
        id="aftercare-on"
        label={t("action.aftercare.on")}
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
