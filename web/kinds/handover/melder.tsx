import type { ThreadView } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { leavingFor } from "../../melder/conversation.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { go } from "../../melder/navigation.ts";
import { OwnWords, Titled, Words } from "../../melder/words.tsx";
import { Button } from "../../ui/buttons.tsx";

/** A proposal to go on with another adviser; or that the melder does. */
export const handover: MelderKind<"handover"> = {
  Theirs: ({ body, thread }) => (
    <Titled title={t("kind.handover")}>
      <Words text={body.text} />
      <p class="hint">{t("kind.handover.hint")}</p>
      {thread.asksFor && <GoOn thread={thread} successor={thread.asksFor} />}
    </Titled>
  ),
  Own: ({ body }) => <OwnWords text={body.text} />,
};

function GoOn(props: {
  readonly thread: ThreadView;
  readonly successor: { readonly id: Uint8Array; readonly name: string };
}) {
  const { thread, successor } = props;
  return (
    <Button
      onClick={() => {
        leavingFor.value = { thread, successor: successor.id };
        go("another");
      }}
    >
      {t("kind.handover.yes", { name: successor.name })}
    </Button>
  );
}
