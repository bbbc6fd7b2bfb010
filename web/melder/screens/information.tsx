import { useEffect, useState } from "preact/hooks";

import { language, t } from "../../i18n/i18n.ts";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { softened } from "../../ui/soft.ts";
import { type ErrorCode, errorCodeOf } from "../../errors/error-code.ts";
import { melder, organisation } from "../opening.ts";
import { KEYS, pagesIn } from "../../pages/pages.ts";
import { ErrorNotice } from "../error-notice.tsx";

/** What the organisation itself says. All of it is fetched at once, so that nobody can see what is read. */
export function Information() {
  const known = organisation.value;
  const found = pagesIn(known?.pages ?? [], language.value);
  const [texts, setTexts] = useState<readonly string[]>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const load = () => {
    setErrorCode(undefined);
    setTexts(undefined);
    Promise.all(found.map(({ page }) => melder().file(page.sha256)))
      .then((files) => setTexts(files.map((bytes) => new TextDecoder().decode(bytes))))
      .catch((error: unknown) => setErrorCode(errorCodeOf(error)));
  };
  useEffect(load, [language.value]);
  return (
    <Page title={t("information.title", { organisation: known?.name ?? "" })} lead={t("information.lead")}>
      {errorCode && <ErrorNotice errorCode={errorCode} retry={load} />}
      {texts === undefined && !errorCode && <p role="status">{t("loading")}</p>}
      {texts
        && found.map(({ name, page }, at) => (
          <details key={name}>
            <summary>{softened(t(`page.${KEYS[name]}`))}</summary>
            <div lang={page.language} dir="auto">
              <Prose text={texts[at] ?? ""} links />
            </div>
          </details>
        ))}
    </Page>
  );
}
