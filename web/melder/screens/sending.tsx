import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { AlongBar } from "../along.tsx";
import type { ErrorCode } from "../../errors/error-code.ts";
import { reopen, send, unsent } from "../sending.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { goOn } from "../navigation.ts";

/** Errors that are mended by changing what was typed or chosen. */
const MENDABLE: readonly ErrorCode[] = ["too-long", "too-large", "empty", "away"];

/** While it is being sent; and where that failed, with everything kept. */
export function Sending() {
  const errorCode = unsent.value;
  if (errorCode === undefined) {
    return (
      <Page key="under way" title={t("sending.title")} lead={t("sending.lead")}>
        <AlongBar />
      </Page>
    );
  }
  return (
    <Page key="failed" title={t("sending.failed")}>
      <ErrorNotice errorCode={errorCode} />
      <p>{t("sending.kept")}</p>
      <Actions>
        {MENDABLE.includes(errorCode) ? (
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
