import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/buttons.tsx";
import { classes } from "../../ui/classes.ts";
import { say } from "../../ui/said.tsx";
import type { ProgressStep } from "../worker/calls.ts";
import { inboxView } from "../view.ts";
import { isWithoutConnection } from "./cautions.ts";
import { sync, syncing } from "../syncing.ts";
import { ErrorNotice } from "../error-notice.tsx";
import styles from "./syncing.module.css";

/** When was last looked for letters, how a look goes, and what still waits for the connection. */
export function Syncing() {
  const [pressed, setPressed] = useState(0);
  const region = useRef<HTMLDivElement>(null);
  const now = syncing.value;
  const last = inboxView.value?.organisations
    .map(({ lastSync }) => lastSync)
    .reduce((one, other) => (one === undefined || other === undefined ? undefined : Math.min(one, other)));
  const isOffline =
    (now.state === "failed" && now.errorCode === "offline")
    || (inboxView.value !== undefined && isWithoutConnection(inboxView.value));
  const hasErrors = inboxView.value?.organisations.some(({ lastError }) => lastError !== undefined) ?? true;
  const isFresh = pressed > 0 && now.state === "resting" && !hasErrors;
  const look = async () => {
    await sync();
    setPressed((times) => times + 1);
  };
  useLayoutEffect(() => {
    if (pressed === 0) {
      return;
    }
    // The button was gone while it was looked, and with it the focus.
    if (document.activeElement === document.body) {
      region.current?.querySelector("button")?.focus();
    }
    // Other errors are alerts.
    if (isFresh || isOffline) {
      say(t(isOffline ? "sync.offline" : "sync.just"));
    }
  }, [pressed]);
  const waiting = inboxView.value?.sending ?? 0;
  return (
    <div ref={region}>
      {now.state === "going" ? (
        <Bar label={along(now.progress)} {...(now.progress && { done: now.progress.done, of: now.progress.of })} />
      ) : (
        <p class={classes("by", styles.last)}>
          <span>{isFresh ? t("sync.just") : lastInWords(last)}</span>
          <Button look="plain" onClick={() => void look()}>
            {t("sync.now")}
          </Button>
        </p>
      )}
      {waiting > 0 && now.state !== "going" && <p>{plural("sync.waiting", waiting)}</p>}
      {now.state === "failed" && now.errorCode !== "offline" && <ErrorNotice errorCode={now.errorCode} />}
      {now.state !== "going" && isOffline && <p>{t("sync.offline")}</p>}
    </div>
  );
}

function lastInWords(last: number | undefined): string {
  return last === undefined ? t("sync.never") : t("sync.last", { day: dayInWords(last) });
}

function along(progress: ProgressStep | undefined): string {
  switch (progress?.what) {
    case "opened":
      return t("sync.opening", { done: progress.done, of: progress.of });
    case "sent":
      return t("sync.sending", { done: progress.done, of: progress.of });
    case "working":
      return t("sync.working");
    case undefined:
      return t("sync.looking");
  }
}
