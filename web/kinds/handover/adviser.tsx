import { writeTo } from "../../adviser/colleagues/letter.ts";
import type { AdviserKind, LetterOf } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { inboxView } from "../../adviser/view.ts";
import { t } from "../../i18n/i18n.ts";
import { idText } from "../../ids/id-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { action } from "./compose.tsx";

/** A proposal to go on with a colleague, or that the melder does. */
export const handover: AdviserKind<"handover"> = { action, Shown };

/** Who the colleague is; where the melder goes on with them, they can be written to. */
function Shown({ body, letter: { own }, thread: { organisation } }: LetterOf<"handover">) {
  const advisers = inboxView.value?.organisations.find((one) => one.organisation === organisation)?.advisers ?? [];
  const found = advisers.find(({ id }) => idText(id) === idText(body.successor));
  const name = found?.name ?? t("letter.someone");
  return (
    <Titled title={t(own ? "letter.handover" : "letter.handover.agreed", { name })}>
      <Words text={body.text} />
      {!own && found?.canBeWritten && (
        <Button onClick={() => writeTo(organisation, idText(found.id))}>
          {t("letter.handover.consult", { name })}
        </Button>
      )}
    </Titled>
  );
}
