import type { Version } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { Bar } from "../../ui/bar.tsx";
import { Page } from "../../ui/page.tsx";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { opened } from "../organisation-store.ts";
import { Changes } from "../signing/changes.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { classes } from "../../ui/classes.ts";
import styles from "../card.module.css";

/** Every version that was ever signed, the newest first, verified as one chain. */
export function Log() {
  const [versions, setVersions] = useState<readonly Version[]>();
  const [read, setRead] = useState<{ readonly done: number; readonly of: number }>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const load = () => {
    setErrorCode(undefined);
    opened()
      .administrator.versions((done, of) => setRead({ done, of }))
      .then(setVersions)
      .catch((error: unknown) => setErrorCode(errorCodeOf(error)));
  };
  useEffect(load, []);
  const manyKeys = (versions?.at(-1)?.directory.fields.roots.length ?? 1) > 1;
  return (
    <Page title={t("org.log.title")} lead={t("org.log.lead")}>
      {errorCode && <ErrorNotice errorCode={errorCode} retry={load} />}
      {versions && <p role="status">{plural("org.log.whole", versions.length)}</p>}
      {!versions && !errorCode && <Bar label={t("org.log.reading")} {...(read ?? {})} />}
      {[...(versions ?? [])].reverse().map(({ directory, changes }) => {
        const { serial, issued } = directory.fields;
        const told = changes.filter(({ kind }) => kind !== "expires");
        return (
          <section class={classes("card", styles.card)} key={serial}>
            <h2>{t("org.log.version", { serial, day: dayInWords(issued) })}</h2>
            {manyKeys && <p class="hint">{t("org.log.key", { number: directory.fields.roots.length })}</p>}
            {serial === 1 && <p>{t("org.log.first")}</p>}
            {serial > 1 && told.length === 0 && <p>{t("org.log.renewed")}</p>}
            <Changes changes={told} />
          </section>
        );
      })}
    </Page>
  );
}
