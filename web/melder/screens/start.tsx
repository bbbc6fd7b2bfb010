import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { open, opening, organisation } from "../opening.ts";
import { Trouble } from "../trouble.tsx";
import { go } from "../way.ts";

let shownBefore = false;

/** Where everybody arrives. */
export function Start() {
  const quiet = !shownBefore;
  shownBefore = true;
  const { name, pinned } = organisation.value ?? {};
  const now = opening.value;
  return (
    <Page
      quiet={quiet}
      title={t("start.title")}
      lead={name === undefined ? t("start.lead.unknown") : t("start.lead", { organisation: name })}
    >
      <Prose text={t("start.promises")} />
      {pinned === false && <Unpinned />}
      {now.state === "failed" && <Trouble fault={now.fault} retry={() => void open()} />}
      <Actions>
        <Button look="main" onClick={() => go("before")}>
          {t("start.tell")}
        </Button>
        <Button onClick={() => go("enter")}>{t("start.return")}</Button>
        <p>
          <a href="/help">{t("start.elsewhere")}</a>
        </p>
      </Actions>
      <Fold title={t("leave.about.title")} text={`${t("leave.about")}\n\n${t("leave.hint")}`} />
    </Page>
  );
}

/** The address did not say whose page this should be. */
function Unpinned() {
  return (
    <Notice careful>
      <h2>{t("unpinned.title")}</h2>
      <Prose text={t("unpinned.body", { organisation: organisation.value?.name ?? "" })} />
    </Notice>
  );
}
