import type { ThreadWhole } from "@fluister/sdk";

import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Area } from "../../ui/field.tsx";

/** The ways that a melder can go, none of them the better one. */
const WAYS = ["talk", "together", "mediation", "repair", "complaint", "nothing"] as const;

type Way = (typeof WAYS)[number];

/** Tells the melder which ways there are. Chosen ones are put together to a text that can be changed before it goes. */
export const action: AdviserAction = { name: "ways", group: "talk", Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { ways: WAYS.join(" "), text: together(WAYS) }, thread);
  const { text } = form.fields;
  const ways = form.fields.ways.split(" ");
  const label = t("action.words");
  const choose = (way: Way, on: boolean) => {
    const chosen = WAYS.filter((one) => (one === way ? on : ways.includes(one)));
    form.set({ ways: chosen.join(" "), text: together(chosen) });
  };
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      filled={() => {
        const missing = emptyOnes(["action-text", label, text]);
        return missing.length > 0 ? { missing } : { body: { kind: "message", text: text.trim() } };
      }}
    >
      <Choices legend={t("action.ways.which")}>
        {WAYS.map((way) => (
          <Choice
            key={way}
            type="checkbox"
            name="ways"
            label={t(`way.${way}`)}
            checked={ways.includes(way)}
            onChange={(on) => choose(way, on)}
          />
        ))}
      </Choices>
      <Area
        id="action-text"
        label={label}
        hint={t("action.ways.hint")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
    </Sheet>
  );
}

function together(ways: readonly Way[]): string {
  return [
    t("ready.ways"),
    ...ways.map((way) => `- ${t(`way.${way}`)}: ${t(`way.${way}.text`)}`),
    t("ready.ways.end"),
  ].join("\n\n");
}
