import { useEffect } from "preact/hooks";

import { dayInWords } from "../../../i18n/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { above, change, changed, goAfter, purpose } from "../asking.ts";
import { draft } from "../draft.ts";
import { isSame } from "../ids.ts";
import { organisation } from "../organisation-state.ts";
import { Select } from "../select.tsx";
import { AsSeen } from "./as-seen.tsx";
import styles from "./preview.module.css";

const PARTS = ["name", "tasks", "about", "photo"] as const;

/** The whole card as melders see it, and each part of it to be changed. */
export function Preview() {
  useEffect(changed, []);
  const renews = purpose.value === "renew";
  const until = draft.absentUntil.value;
  return (
    <Page
      {...above("preview")}
      title={t(renews ? "joining.preview.title.renew" : "joining.preview.title")}
      lead={t("joining.preview.lead")}
    >
      <AsSeen />
      <ul class={styles.changes}>
        {PARTS.map((part) => (
          <li key={part}>
            <Button onClick={() => change(part)}>{t(`joining.preview.${part}`)}</Button>
          </li>
        ))}
        {renews && (
          <li>
            <Button onClick={() => change("absence")}>
              {until === undefined
                ? t("joining.preview.absence")
                : t("joining.preview.absence.until", { day: dayInWords(until) })}
            </Button>
          </li>
        )}
      </ul>
      <Deputy />
      <Actions>
        <Button look="main" onClick={() => goAfter("preview")}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}

/** Who steps in: one of the other advisers, where there are any. */
function Deputy() {
  const { deputy, name } = draft;
  const others = (organisation()?.advisers ?? []).filter((card) => card.name !== name.value);
  if (others.length === 0) {
    return null;
  }
  const chosen = others.findIndex((card) => isSame(card.id, deputy.value));
  return (
    <Select
      id="deputy"
      label={t("joining.deputy")}
      none={t("joining.deputy.none")}
      value={chosen === -1 ? "" : String(chosen)}
      options={others.map((card, at) => ({ value: String(at), label: card.name }))}
      onChange={(at) => (deputy.value = at === "" ? undefined : others[Number(at)]?.id)}
    />
  );
}
