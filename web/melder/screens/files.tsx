import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Page } from "../../ui/page.tsx";
import { answers } from "../answers.ts";
import { FileChooser } from "../../attachments/files.tsx";
import { melder } from "../opening.ts";
import { goNext } from "../navigation.ts";
import { QUESTIONS } from "./question.tsx";

/** What goes with the words. */
export function Files() {
  const { files } = answers;
  const [error, setError] = useState(false);
  const asked = files.value.find((file) => file.state === "asked");
  const next = () => {
    if (asked) {
      setError(true);
    } else {
      goNext("check");
    }
  };
  return (
    <Page title={t("files.title")} lead={t("files.hint")} above={t("question.of", { number: 6, of: QUESTIONS })}>
      <Errors
        title={t("errors.title")}
        missing={error && asked ? [{ at: `file-${asked.number}`, says: t("files.undecided") }] : []}
      />
      <FileChooser files={files} most={melder().limits.attachments} />
      <Actions>
        <Button look="main" onClick={next}>
          {files.value.length === 0 ? t("skip.question") : t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
