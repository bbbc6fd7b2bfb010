import type { ThreadWhole } from "@fluister/sdk";

import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { t } from "../../i18n/i18n.ts";
import { Area } from "../../ui/field.tsx";

/** How many readers a request can name. */
const MOST_READERS = 16;

/** Asks for consent: for one thing, with who will see it and what can follow. */
export const action: AdviserAction = { name: "consent", group: "help", Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { action: "", readers: "", consequences: "" }, thread);
  const { action: asked, readers, consequences } = form.fields;
  const labels = {
    action: t("action.consent.action"),
    readers: t("action.consent.readers"),
    consequences: t("action.consent.consequences"),
  };
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      filled={() => {
        const names = readers
          .split("\n")
          .map((name) => name.trim())
          .filter((name) => name !== "");
        const missing = [
          ...emptyOnes(
            ["consent-action", labels.action, asked],
            ["consent-readers", labels.readers, readers],
            ["consent-consequences", labels.consequences, consequences],
          ),
          ...(names.length > MOST_READERS
            ? [{ at: "consent-readers", says: t("action.consent.many", { most: MOST_READERS }) }]
            : []),
        ];
        return missing.length > 0
          ? { missing }
          : {
              body: {
                kind: "consent_request",
                action: asked.trim(),
                readers: names,
                consequences: consequences.trim(),
              },
            };
      }}
    >
      <Area
        id="consent-action"
        rows={4}
        label={labels.action}
        hint={t("action.consent.action.hint")}
        value={asked}
        onInput={(value) => form.set({ action: value })}
      />
      <Area
        id="consent-readers"
        rows={4}
        label={labels.readers}
        hint={t("action.consent.readers.hint")}
        value={readers}
        onInput={(value) => form.set({ readers: value })}
      />
      <Area
        id="consent-consequences"
        rows={4}
        label={labels.consequences}
        hint={t("action.consent.consequences.hint")}
        value={consequences}
        onInput={(value) => form.set({ consequences: value })}
      />
    </Sheet>
  );
}
