import type { ThreadWhole } from "@fluister/sdk";

import { DayField, dayIn } from "../../adviser/actions/day-field.tsx";
import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Area, Line } from "../../ui/field.tsx";

/** Proposes to meet, or to call: the melder says whether it suits. */
export const action: AdviserAction = { name: "appointment", group: "talk", Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { on: "", time: "", place: "", text: "" }, thread);
  const { on, time, place, text } = form.fields;
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      filled={() => {
        const day = dayIn(on);
        const missing = [
          ...(day === undefined ? [{ at: "appointment-on", says: t("action.day.missing") }] : []),
          ...emptyOnes(["appointment-place", t("action.appointment.place"), place]),
        ];
        return missing.length > 0 || day === undefined
          ? { missing }
          : {
              body: {
                kind: "appointment",
                on: day,
                place: place.trim(),
                ...(time.trim() !== "" && { time: time.trim() }),
                ...(text.trim() !== "" && { text: text.trim() }),
              },
            };
      }}
    >
      <DayField
        id="appointment-on"
        label={t("action.appointment.on")}
        value={on}
        onInput={(value) => form.set({ on: value })}
      />
      <Line
        id="appointment-time"
        label={t("action.appointment.time")}
        hint={t("optional")}
        value={time}
        onInput={(value) => form.set({ time: value })}
      />
      <Line
        id="appointment-place"
        label={t("action.appointment.place")}
        hint={t("action.appointment.place.hint")}
        value={place}
        onInput={(value) => form.set({ place: value })}
      />
      <Area
        id="action-text"
        rows={4}
        label={t("action.words")}
        hint={t("optional")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
    </Sheet>
  );
}
