import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Actions, Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { Prose } from "../ui/prose.tsx";
import { type ErrorCode, STOPS } from "../errors/error-code.ts";

/** The text that tells people about an error. */
export function errorText(errorCode: ErrorCode): string {
  switch (errorCode) {
    case "clock":
      return t("fault.clock", { day: dayInWords(Math.floor(Date.now() / 86_400_000)) });
    case "nothing":
      return t("enter.nothing");
    default:
      return t(`fault.${errorCode}`);
  }
}

/** What went wrong, within a page, with a way to try again where that can help. */
export function ErrorNotice({ errorCode, retry }: { readonly errorCode: ErrorCode; readonly retry?: () => void }) {
  return (
    <Notice careful role="alert">
      <h2>{t(`fault.${errorCode}.title`)}</h2>
      <Prose text={errorText(errorCode)} />
      {retry && !STOPS.includes(errorCode) && <Button onClick={retry}>{t("retry")}</Button>}
    </Notice>
  );
}

/** What went wrong, as a page of its own: there is no way on, or only one back to where it was tried. */
export function Stop({ errorCode, retry }: { readonly errorCode: ErrorCode; readonly retry: () => void }) {
  return (
    <Page title={t(`fault.${errorCode}.title`)}>
      <Prose text={errorText(errorCode)} />
      <Actions>
        {!STOPS.includes(errorCode) && (
          <Button look="main" onClick={retry}>
            {t("retry")}
          </Button>
        )}
        <p>
          <a href="/help">{t("fault.help")}</a>
        </p>
      </Actions>
    </Page>
  );
}
