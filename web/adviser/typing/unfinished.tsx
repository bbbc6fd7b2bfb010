import type { ThreadSummary } from "@fluister/sdk";

import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { LETTER } from "../colleagues/letter.ts";
import { inboxView } from "../view.ts";
import { actionNamed } from "../actions/offered.ts";
import { chooseAction } from "../actions/chosen.ts";
import { choose } from "../thread/chosen.ts";
import { goFromInbox } from "../navigation.ts";
import styles from "./unfinished.module.css";

/** In how many conversations something that was begun is named; the list marks the others. */
const MOST = 3;

/** What was begun in all conversations, and to colleagues: offered to go on with, as after the vault was locked. */
export function Unfinished() {
  const begun = (inboxView.value?.threads ?? []).filter(({ begun }) => begun.length > 0).slice(0, MOST);
  const toColleague = inboxView.value?.forms[LETTER] !== undefined;
  if (begun.length === 0 && !toColleague) {
    return null;
  }
  return (
    <Notice>
      <p>{t("unfinished.lead")}</p>
      <ul class={styles.unfinished}>
        {begun.flatMap((thread) =>
          thread.begun.map((form) => (
            <li key={`${thread.id} ${form}`}>
              <Button look="plain" onClick={() => void goOnWith(thread, form)}>
                {t("unfinished.in", { what: inWords(form), day: dayInWords(thread.since) })}
              </Button>
            </li>
          )),
        )}
        {toColleague && (
          <li>
            <Button look="plain" onClick={() => goFromInbox("colleagues")}>
              {t("unfinished.colleague")}
            </Button>
          </li>
        )}
      </ul>
    </Notice>
  );
}

/** What was begun in one conversation, beside an answer and what stands on its page. */
export function UnfinishedIn({ thread }: { readonly thread: ThreadSummary }) {
  const actions = thread.begun.map(actionNamed).filter((action) => action !== undefined);
  return actions.length === 0 ? null : (
    <Notice>
      <p>{t("unfinished.lead")}</p>
      <ul class={styles.unfinished}>
        {actions.map((action) => (
          <li key={action.name}>
            <Button look="plain" onClick={() => chooseAction(action)}>
              {t(`action.${action.name}`)}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

async function goOnWith({ id }: ThreadSummary, form: string): Promise<void> {
  await choose(id);
  const action = actionNamed(form);
  if (action) {
    chooseAction(action);
  }
}

function inWords(form: string): string {
  const action = actionNamed(form);
  return t(action ? `action.${action.name}` : form === "label" ? "own.label.new" : "own.notes");
}
