import type { ThreadWhole } from "@fluister/sdk";

import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Area, Line } from "../../ui/field.tsx";

/** Where else a melder can turn, each with words to begin with. */
const PLACES = [
  "doctor",
  "whistleblowers",
  "victims",
  "korrelatie",
  "luisterlijn",
  "mediation",
  "complaints",
  "police",
  "lvv",
  "own",
] as const;

type Place = (typeof PLACES)[number];

/** Tells the melder of somebody else who can help. */
export const action: AdviserAction = { name: "referral", group: "help", fits: () => true, Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { place: "", name: "", text: "" }, thread);
  const { place, name, text } = form.fields;
  const choose = (chosen: Place) => {
    const words =
      chosen === "own" ? { name: "", text: "" } : { name: t(`place.${chosen}`), text: t(`place.${chosen}.text`) };
    form.set({ place: chosen, ...words });
  };
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      filled={() => {
        const missing = emptyOnes(
          ["referral-name", t("action.referral.name"), name],
          ["action-text", t("action.words"), text],
        );
        return missing.length > 0 ? { missing } : { body: { kind: "referral", name: name.trim(), text: text.trim() } };
      }}
    >
      <Choices legend={t("action.referral.which")}>
        {PLACES.map((one) => (
          <Choice
            key={one}
            type="radio"
            name="place"
            label={t(`place.${one}`)}
            checked={place === one}
            onChange={() => choose(one)}
          />
        ))}
      </Choices>
      <Line
        id="referral-name"
        label={t("action.referral.name")}
        value={name}
        onInput={(value) => form.set({ name: value })}
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
