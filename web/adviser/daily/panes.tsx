import { useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { List } from "../inbox/list.tsx";
import { Inbox } from "../inbox/inbox.tsx";
import { Thread } from "../thread/thread.tsx";
import { chosen, whole } from "../thread/chosen.ts";
import type { DailyScreen } from "../way.ts";

/** The list, and beside it (on a small screen in its place) the thread. */
export function Panes({ screen }: { readonly screen: DailyScreen }) {
  const before = useRef<DailyScreen | undefined>(undefined);
  useLayoutEffect(() => {
    // Back in the list, the focus is where it was left.
    if (before.current !== undefined && before.current !== "inbox" && screen === "inbox") {
      document.getElementById(`row-${chosen.value ?? ""}`)?.focus();
    }
    before.current = screen;
  }, [screen]);
  return (
    <div class={`panes ${screen}`}>
      <div class="list">
        <Inbox main={screen === "inbox"} />
        <List />
      </div>
      <div class="beside">
        {screen === "inbox" && <p class="hint">{t("thread.none.chosen")}</p>}
        {screen === "thread" && whole.value && <Thread key={whole.value.id} thread={whole.value} />}
      </div>
    </div>
  );
}
