import { useEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Syncing } from "./syncing.tsx";

/** The head of the list; on its own screen it is the page's heading, and takes the focus when the vault has been opened. */
export function Inbox({ main }: { readonly main: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
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
    </>
  );
}
