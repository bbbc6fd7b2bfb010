import { useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { Bar } from "../ui/bar.tsx";
import { Actions, Button } from "../ui/buttons.tsx";
import { Line } from "../ui/field.tsx";
import { Fold } from "../ui/fold.tsx";
import { Page } from "../ui/page.tsx";
import { Prose } from "../ui/prose.tsx";
import { arriving, follow } from "./arriving.ts";
import { beginFounding } from "./founding/founding.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { go } from "./navigation.ts";

/** What an administrator comes for, and what this page can't do. */
export function Start() {
  if (arriving.value.busy) {
    return (
      <Page key="busy" title={t("organisation.title")} quiet>
        <Bar label={t("org.opening")} />
      </Page>
    );
  }
  return (
    <Page key="start" title={t("org.start.title")} lead={t("org.start.lead")} quiet>
      {arriving.value.errorCode && <ErrorNotice errorCode={arriving.value.errorCode} />}
      <Prose text={t("org.start.can")} />
      <Actions>
        <Button
          look="main"
          onClick={() => {
            beginFounding();
            go("about");
          }}
        >
          {t("org.start.found")}
        </Button>
        <Button onClick={() => go("open")}>{t("org.start.open")}</Button>
      </Actions>
      <Fold title={t("org.start.need.title")} text={t("org.start.need")} />
    </Page>
  );
}

/** An organisation that there is already. */
export function OpenLink() {
  const [typed, setTyped] = useState("");
  const { busy, errorCode } = arriving.value;
  return (
    <Page title={t("org.start.open")}>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Line id="link" label={t("org.open.link")} hint={t("org.open.hint")} value={typed} onInput={setTyped} />
      <Actions>
        <Button look="main" disabled={busy} onClick={() => void follow(typed)}>
          {busy ? t("org.opening") : t("org.open.do")}
        </Button>
      </Actions>
    </Page>
  );
}
