import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { answers } from "../answers.ts";
import { type Screen, goNext } from "../navigation.ts";

/** How many questions there are. */
export const QUESTIONS = 6;

/** A question that is answered in words. All but the first may stay empty. */
export function Question(props: {
  readonly name: "what" | "when" | "who" | "wants";
  readonly number: number;
  readonly next: Screen;
}) {
  const answer = answers[props.name];
  const [error, setError] = useState<string>();
  const next = () => {
    if (props.name === "what" && answer.value.trim() === "") {
      setError(t("what.missing"));
    } else {
      goNext(props.next);
    }
  };
  const optional = props.name === "what" ? "" : ` ${t("optional")}`;
  return (
    <Page title={t(`${props.name}.title`)} above={t("question.of", { number: props.number, of: QUESTIONS })}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: props.name, says: error }]} />
      {props.name === "who" && (
        <Notice>
          <p>{t("who.careful")}</p>
        </Notice>
      )}
      <Area
        id={props.name}
        label={t(`${props.name}.title`)}
        hidden
        hint={`${t(`${props.name}.hint`)}${optional}`}
        value={answer.value}
        error={error}
        onInput={(value) => {
          answer.value = value;
          setError(undefined);
        }}
      />
      <Actions>
        <Button look="main" onClick={next}>
          {props.name === "what" || answer.value.trim() !== "" ? t("next") : t("skip.question")}
        </Button>
      </Actions>
    </Page>
  );
}
