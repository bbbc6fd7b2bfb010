import { type Day, dayOf, formatDay, parseDay } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { goAfter } from "../asking.ts";
import { draft } from "../draft.ts";

/** Until which day an adviser is away. */
export function Absence() {
  const until = draft.absentUntil.value;
  const [typed, setTyped] = useState(until === undefined ? "" : formatDay(until));
  const [error, setError] = useState<string>();
  const today = dayOf();
  const keep = () => {
    const day = dayIn(typed);
    if (day === undefined || day < today) {
      setError(t("joining.absence.wrong"));
      return;
    }
    draft.absentUntil.value = day;
    goAfter("absence");
  };
  const present = () => {
    draft.absentUntil.value = undefined;
    goAfter("absence");
  };
  return (
    <Page title={t("joining.absence.title")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "absent-until", says: error }]} />
      <Prose text={t("joining.absence.body")} />
      <div class="field">
        <label for="absent-until">{t("joining.absence.label")}</label>
        <input
          id="absent-until"
          type="date"
          min={formatDay(today)}
          value={typed}
          aria-invalid={error === undefined ? undefined : true}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Actions>
        <Button look="main" onClick={keep}>
          {t("joining.absence.keep")}
        </Button>
        <Button onClick={present}>{t("joining.absence.none")}</Button>
      </Actions>
    </Page>
  );
}

/** What a date field holds; nothing where it holds no whole date. */
function dayIn(text: string): Day | undefined {
  try {
    return parseDay(text);
  } catch {
    return undefined;
  }
}
