import { useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { classes } from "../../ui/classes.ts";
import { List } from "../inbox/list.tsx";
import { Inbox } from "../inbox/inbox.tsx";
import { Colleagues } from "../colleagues/colleagues.tsx";
import { ChosenAction } from "../actions/chosen-action.tsx";
import { Forget } from "../thread/forget.tsx";
import { Thread } from "../thread/thread.tsx";
import { chosen, whole } from "../view.ts";
import type { DailyScreen } from "../navigation.ts";
import styles from "./panes.module.css";

/** The list, and beside it (on a small screen in its place) the thread. */
export function Panes({ screen }: { readonly screen: DailyScreen }) {
  const thread = whole.value;
  const beside = useRef<HTMLDivElement>(null);
  const before = useRef<DailyScreen | undefined>(undefined);
  useLayoutEffect(() => {
    // Back in the list, the focus is where it was left; at its head where that is gone.
    if (before.current !== undefined && before.current !== "inbox" && screen === "inbox") {
      (document.getElementById(`row-${chosen.value ?? ""}`) ?? document.querySelector("h1"))?.focus();
    }
    before.current = screen;
  }, [screen]);
  useLayoutEffect(() => {
    beside.current?.scrollTo(0, 0);
  }, [screen, thread?.id]);
  return (
    <div class={classes(styles.panes, screen === "inbox" && styles.inbox)}>
      <div class={styles.list}>
        <Inbox main={screen === "inbox"} />
        <List />
      </div>
      <div class={styles.beside} ref={beside}>
        {screen === "inbox" && <p class="hint">{t("thread.none.chosen")}</p>}
        {screen === "colleagues" && <Colleagues />}
        {thread && screen === "thread" && <Thread key={thread.id} thread={thread} />}
        {thread && screen === "action" && <ChosenAction thread={thread} />}
        {thread && screen === "forget" && <Forget thread={thread} />}
      </div>
    </div>
  );
}
