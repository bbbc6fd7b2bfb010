import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { AlongBar } from "../along.tsx";
import type { Fault } from "../../errors/fault.ts";
import { reopen, send, unsent } from "../sending.ts";
import { Trouble } from "../trouble.tsx";
import { goOn } from "../way.ts";

/** Faults that are mended by changing what was typed or chosen. */
const MENDABLE: readonly Fault[] = ["too-long", "too-large", "empty", "away"];

/** While it is being sent; and where that failed, with everything kept. */
export function Sending() {
  const fault = unsent.value;
  if (fault === undefined) {
    return (
      <Page key="under way" title={t("sending.title")} lead={t("sending.lead")}>
        <AlongBar />
      </Page>
    );
  }
  return (
    <Page key="failed" title={t("sending.failed")}>
      <Trouble fault={fault} />
      <p>{t("sending.kept")}</p>
      <Actions>
        {MENDABLE.includes(fault) ? (
          <Button
            look="main"
            onClick={() => {
              reopen();
              goOn("check");
            }}
          >
            {t("change")}
          </Button>
        ) : (
          <Button look="main" onClick={() => void send()}>
            {t("retry")}
          </Button>
        )}
      </Actions>
    </Page>
  );
}
