import type { ThreadView } from "@fluister/sdk";

import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { answerTo, hasAnswered } from "./answered.ts";
import { type Answering, writing } from "./conversation.ts";
import { go } from "./navigation.ts";

/** A button that answers an adviser's letter, with what it says. */
export function Answer(props: {
  readonly thread: ThreadView;
  readonly answer: Answering["answer"];
  readonly says: string;
}) {
  const { thread, answer, says } = props;
  return (
    <Button
      onClick={() => {
        writing.answering.value = { adviser: thread.adviser, answer, says };
        go("write");
      }}
    >
      {says}
    </Button>
  );
}

/** What was answered already, or that it may have been on an earlier visit. */
export function Answered(props: {
  readonly thread: ThreadView;
  readonly number: number;
  readonly kind: Exclude<Answering["answer"]["kind"], "answer">;
}) {
  const given = answerTo(props.thread.adviser, props.number);
  if (given) {
    return (
      <p>
        <strong>{t("kind.answered", { says: given.says })}</strong>
      </p>
    );
  }
  return hasAnswered(props.thread, props.kind) ? <p class="hint">{t("kind.answered.earlier")}</p> : null;
}
