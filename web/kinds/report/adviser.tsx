import { isCategory } from "@fluister/sdk";

import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Part, Titled, Words } from "../../adviser/thread/words.tsx";
import { languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";

/** The first letter of a thread. */
export const report: AdviserKind<"report"> = {
  Shown: ({ body }) => (
    <Titled title={t("letter.report")}>
      <Words text={body.text} />
      <Part name={t("letter.report.wants")} text={body.wants} />
      <Part name={t("letter.report.categories")} text={body.categories.map(category).join(", ")} />
      <Part name={t("letter.report.language")} text={body.language && languageInWords(body.language)} />
    </Titled>
  ),
};

/** A category in words; one that this version does not know, by its name. */
function category(name: string): string {
  const code = name.replaceAll("_", "-");
  return isCategory(code) ? t(`category.${code}`) : name;
}
