import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords, Titled, Words } from "../../melder/words.tsx";

/** A closed thread goes on. */
export const reopening: MelderKind<"reopening"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.reopening")}>
      <Words text={body.text} />
    </Titled>
  ),
  Own: ({ body }) => <OwnWords text={body.text} />,
};
