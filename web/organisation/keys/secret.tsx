import { useId, useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";

/** A place for a passphrase, which can be shown while it is typed. Browsers are asked not to keep it. */
export function Secret(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onInput: (value: string) => void;
}) {
  const [shown, setShown] = useState(false);
  const own = useId();
  const described = [props.hint && `${own}-hint`, props.error && `${own}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${own}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${own}-error`}>
          {props.error}
        </p>
      )}
      <input
        id={props.id}
        {...(shown ? { type: "text" as const } : { type: "password" as const })}
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={props.value}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={props.error ? true : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <label class="choice slim">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <span>{t("org.secret.show")}</span>
      </label>
    </div>
  );
}
