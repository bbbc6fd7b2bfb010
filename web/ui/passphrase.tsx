import { useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { type FieldProps, Labelled } from "./field.tsx";

/** A place for a passphrase, which can be shown while it is typed. Browsers are asked not to keep it. */
export function Passphrase(props: FieldProps & { readonly readOnly?: boolean }) {
  const [shown, setShown] = useState(false);
  return (
    <Labelled {...props}>
      {(described) => (
        <>
          <input
            id={props.id}
            {...(shown ? { type: "text" as const } : { type: "password" as const })}
            dir="ltr"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            readOnly={props.readOnly}
            value={props.value}
            aria-describedby={described}
            aria-invalid={props.error ? true : undefined}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <label class="choice slim">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
            <span>{t("passphrase.show")}</span>
          </label>
        </>
      )}
    </Labelled>
  );
}
