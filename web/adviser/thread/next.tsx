import type { ThreadWhole } from "@fluister/sdk";
import { useId } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { classes } from "../../ui/classes.ts";
import { actionsFor } from "../actions/offered.ts";
import type { AdviserAction } from "../actions/action.ts";
import { chooseAction } from "../actions/chosen.ts";
import styles from "./next.module.css";

/** The actions that are offered in a thread, beside answering, each with when one takes it. */
export function Next({ thread }: { readonly thread: ThreadWhole }) {
  return (
    <details>
      <summary>{t("next.title")}</summary>
      {actionsFor(thread).map(([group, actions]) => (
        <section key={group}>
          <h3>{t(`next.${group}`)}</h3>
          <ul class={styles.next}>
            {actions.map((action) => (
              <li key={action.name}>
                <OneAction action={action} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

function OneAction({ action }: { readonly action: AdviserAction }) {
  const when = useId();
  return (
    <>
      <button type="button" aria-describedby={when} onClick={() => chooseAction(action)}>
        {t(`action.${action.name}`)}
      </button>
      <p class={classes("hint", styles.when)} id={when}>
        {t(`action.${action.name}.when`)}
      </p>
    </>
  );
}
