import type { ThreadWhole } from "@fluister/sdk";

import { Sheet, emptyOnes } from "../../adviser/actions/sheet.tsx";
import type { AdviserAction } from "../../adviser/actions/action.ts";
import { useForm } from "../../adviser/typing/form.ts";
import { inboxView } from "../../adviser/view.ts";
import { vault } from "../../adviser/worker/vault.ts";
import { t } from "../../i18n/i18n.ts";
import { idText } from "../../ids/id-text.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Area } from "../../ui/field.tsx";

/** Proposes that the melder goes on with a colleague. Only the melder can do it: nothing is passed on from here. */
export const action: AdviserAction = { name: "handover", group: "end", Form };

function Form({ thread }: { readonly thread: ThreadWhole }) {
  const form = useForm(action.name, { to: "", text: t("ready.handover"), tell: "yes" }, thread);
  const { to, text, tell } = form.fields;
  const advisers =
    inboxView.value?.organisations.find((one) => one.organisation === thread.organisation)?.advisers ?? [];
  const others = advisers.filter(({ isMe }) => !isMe);
  const successor = others.find(({ id }) => idText(id) === to)?.id;
  return (
    <Sheet
      action={action.name}
      thread={thread}
      form={form}
      also={async () => {
        if (!successor || tell !== "yes") {
          return undefined;
        }
        try {
          await vault.consult(thread.organisation, successor, t("ready.handover.colleague"));
          return undefined;
        } catch {
          return t("action.handover.untold");
        }
      }}
      filled={() => {
        const missing = [
          ...(successor ? [] : [{ at: "handover-to", says: t("action.handover.missing") }]),
          ...emptyOnes(["action-text", t("action.words"), text]),
        ];
        return missing.length > 0 || !successor
          ? { missing }
          : { body: { kind: "handover", successor, text: text.trim() } };
      }}
    >
      {others.length === 0 && <p>{t("action.handover.nobody")}</p>}
      <Choices id="handover-to" legend={t("action.handover.to")}>
        {others.map(({ id, name, canBeWritten }) => (
          <Choice
            key={idText(id)}
            type="radio"
            name="successor"
            label={name}
            {...(!canBeWritten && { hint: t("action.handover.away") })}
            disabled={!canBeWritten}
            checked={to === idText(id)}
            onChange={() => form.set({ to: idText(id) })}
          />
        ))}
      </Choices>
      <Area
        id="action-text"
        label={t("action.words")}
        hint={t("action.ready.hint")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
      <Choice
        type="checkbox"
        name="tell"
        label={t("action.handover.tell")}
        hint={t("action.handover.tell.hint", { words: t("ready.handover.colleague") })}
        checked={tell === "yes"}
        onChange={(on) => form.set({ tell: on ? "yes" : "no" })}
      />
    </Sheet>
  );
}
