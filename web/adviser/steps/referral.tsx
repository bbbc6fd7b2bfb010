import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Area, Line } from "../../ui/field.tsx";
import { Sheet, emptyOnes } from "./sheet.tsx";

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
export function Referral({ thread }: { readonly thread: ThreadWhole }) {
  const [place, setPlace] = useState<Place>();
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const choose = (chosen: Place) => {
    setPlace(chosen);
    setName(chosen === "own" ? "" : t(`place.${chosen}`));
    setText(chosen === "own" ? "" : t(`place.${chosen}.text`));
  };
  return (
    <Sheet
      step="referral"
      thread={thread}
      filled={() => {
        const missing = emptyOnes(
          ["referral-name", t("step.referral.name"), name],
          ["step-text", t("step.words"), text],
        );
        return missing.length > 0 ? { missing } : { body: { kind: "referral", name: name.trim(), text: text.trim() } };
      }}
    >
      <Choices legend={t("step.referral.which")}>
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
      <Line id="referral-name" label={t("step.referral.name")} value={name} onInput={setName} />
      <Area id="step-text" label={t("step.words")} hint={t("step.ready.hint")} value={text} onInput={setText} />
    </Sheet>
  );
}
