import type { ThreadWhole } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Choice } from "../../ui/choice.tsx";
import { Area } from "../../ui/field.tsx";

/** Warns the melder that the conversation becomes a formal report: from then on the law's terms run. */
export const action: AdviserAction = {
  name: "formal",
  group: "formal",
  fits: ({ state, formal }) => state !== "closed" && !formal,
  Form,
};

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { warning: t("ready.formal") }, thread);
  const { warning } = form.fields;
  const [sure, setSure] = useState(false);
  const label = t("action.formal.warning");
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      send={t("action.formal.send")}
      filled={() => {
        const missing = [
          ...emptyOnes(["formal-warning", label, warning]),
          ...(sure ? [] : [{ at: "formal-sure", says: t("action.sure.missing") }]),
        ];
        return missing.length > 0
          ? { missing }
          : { body: { kind: "track_change", track: "integrity", warning: warning.trim() } };
      }}
    >
      <Area
        id="formal-warning"
        label={label}
        hint={t("action.ready.hint")}
        value={warning}
        onInput={(value) => form.set({ warning: value })}
      />
      <div id="formal-sure" tabIndex={-1}>
        <Choice type="checkbox" name="sure" label={t("action.formal.sure")} checked={sure} onChange={setSure} />
      </div>
    </Sheet>
  );
}
