import { language, plural, t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { organisation } from "../opening.ts";
import { pagesIn } from "../../pages/pages.ts";
import { go } from "../navigation.ts";

/** What everybody should be able to know before the first word. */
export function Before() {
  const { name = "", pages = [], retentionDays: days } = organisation.value ?? {};
  return (
    <Page title={t("before.title")} lead={t("before.lead")}>
      <Notice>
        <p>
          <a href="tel:112">{t("danger")}</a>
        </p>
      </Notice>
      <Fold title={t("before.reads.title")} text={t("before.reads")} />
      <Fold title={t("before.unknown.title")} text={t("before.unknown")} />
      <Fold title={t("before.does.title")} text={t("before.does")} />
      <Fold title={t("before.yours.title")} text={t("before.yours")} />
      <Fold title={t("before.welcome.title")} text={t("before.welcome")} />
      <Fold title={t("before.answer.title")} text={t("before.answer")} />
      <Fold
        title={t("before.kept.title")}
        text={days === undefined ? t("before.kept.unknown") : plural("before.kept", days)}
      />
      <Fold title={t("leave.about.title")} text={`${t("leave.about")}\n\n${t("leave.hint")}`} />
      <Actions>
        <Button look="main" onClick={() => go("track")}>
          {t("next")}
        </Button>
        {pagesIn(pages, language.value).length > 0 && (
          <Button onClick={() => go("information")}>{t("information.title", { organisation: name })}</Button>
        )}
      </Actions>
    </Page>
  );
}
