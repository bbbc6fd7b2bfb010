import { useLayoutEffect, useRef } from "preact/hooks";

import { plural, t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { inboxView } from "../view.ts";
import { Unfinished } from "../typing/unfinished.tsx";
import { goFromInbox } from "../navigation.ts";
import { Appointed } from "./appointed.tsx";
import { Cautions } from "./cautions.tsx";
import { Syncing } from "./syncing.tsx";
import styles from "./inbox.module.css";

/** The head of the list; on its own screen it is the page's heading, and takes the focus when the vault has been opened. */
export function Inbox({ main }: { readonly main: boolean }) {
  const unread = inboxView.value?.colleagues.filter(({ isNew, own }) => isNew && !own).length ?? 0;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <>
      {main ? (
        <h1 tabIndex={-1} ref={heading}>
          {t("inbox.title")}
        </h1>
      ) : (
        <h2>{t("inbox.title")}</h2>
      )}
      <Syncing />
      <Appointed />
      <Cautions />
      <Unfinished />
      <p class={styles.consult}>
        <Button look="plain" onClick={() => goFromInbox("colleagues")}>
          {t("colleagues.title")}
        </Button>
        {unread > 0 && <strong> {plural("colleagues.new", unread)}</strong>}
      </p>
    </>
  );
}
