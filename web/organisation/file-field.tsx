import { useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { classes } from "../ui/classes.ts";
import styles from "./file-field.module.css";

/** A place to choose a file. The browser's own input lies, unseen, over a button in the page's language. */
export function FileField(props: {
  readonly id: string;
  readonly label: string;
  readonly accept?: string;
  readonly error?: string | undefined;
  readonly onChoose: (file: File | undefined) => void;
}) {
  const [name, setName] = useState<string>();
  const [error, chosen] = [`${props.id}-error`, `${props.id}-chosen`];
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.error && (
        <p class="error" id={error}>
          {props.error}
        </p>
      )}
      <div class="row">
        <span class={classes("button", styles.button)}>
          <span aria-hidden="true">{t("files.choose")}</span>
          <input
            id={props.id}
            type="file"
            accept={props.accept}
            aria-describedby={props.error ? `${error} ${chosen}` : chosen}
            aria-invalid={props.error ? true : undefined}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              setName(file?.name);
              props.onChoose(file);
            }}
          />
        </span>
        <span id={chosen} dir="auto">
          {name ?? t("org.file.none")}
        </span>
      </div>
    </div>
  );
}
