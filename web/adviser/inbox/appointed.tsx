import { effect, signal } from "@preact/signals";

import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { atLock } from "../session.ts";
import { inboxView } from "../view.ts";

/** Organisations that had not signed yet when the vault was opened, or since. */
const asked = new Set<string>();

/** Those of them that have signed now, and of which nobody has taken note. */
const news = signal<readonly string[]>([]);

effect(() => {
  for (const { organisation, status } of inboxView.value?.organisations ?? []) {
    if (status === "asked") {
      asked.add(organisation);
    } else if (asked.delete(organisation) && status === "appointed") {
      news.value = [...news.peek(), organisation];
    }
  }
});

atLock(() => {
  asked.clear();
  news.value = [];
});

/** That an organisation's administrator has signed: said once. */
export function Appointed() {
  const found = inboxView.value?.organisations.filter(({ organisation }) => news.value.includes(organisation)) ?? [];
  return (
    <>
      {found.map(({ organisation, name }) => (
        <Notice key={organisation}>
          <p>{t("inbox.appointed", { organisation: name })}</p>
          <Button onClick={() => (news.value = news.value.filter((other) => other !== organisation))}>
            {t("inbox.appointed.seen")}
          </Button>
        </Notice>
      ))}
    </>
  );
}
