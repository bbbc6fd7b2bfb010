import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** The warning before a conversation becomes a formal report. */
export const trackChange: AdviserKind<"track_change"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t(`letter.track-change.${body.track}`)}>
      <Words text={body.warning} />
    </Titled>
  ),
};
