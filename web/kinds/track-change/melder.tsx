import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** The warning before a conversation becomes a formal report. */
export const trackChange: MelderKind<"track_change"> = {
  Theirs: ({ body }) => (
    <Titled title={t(`kind.track-change.${body.track}`)}>
      <Words text={body.warning} />
    </Titled>
  ),
};
