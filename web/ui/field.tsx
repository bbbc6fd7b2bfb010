import { useId } from "preact/hooks";

/** What every place to write has. */
export interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** The page's heading is the label already. */
  readonly hidden?: boolean;
  readonly hint?: string;
  readonly value: string;
  readonly error?: string | undefined;
  /** The error is told as soon as it is there: no box at the page's head says it. */
  readonly alert?: boolean;
  readonly onInput: (value: string) => void;
}

/** A place to write more than a line; `rows` is how many lines it shows at first. */
export function Area(props: FieldProps & { readonly rows?: number }) {
  return (
    <Labelled {...props}>
      {(described) => (
        <textarea
          id={props.id}
          rows={props.rows ?? 7}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          value={props.value}
          aria-describedby={described}
          aria-invalid={props.error ? true : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

/** A place to write a line. `code` is for codes: wide letters, capitals, nothing remembered. */
export function Line(props: FieldProps & { readonly code?: boolean; readonly size?: number }) {
  return (
    <Labelled {...props}>
      {(described) => (
        <input
          id={props.id}
          type="text"
          class={props.code ? "code" : undefined}
          dir={props.code ? "ltr" : "auto"}
          size={props.size}
          autocomplete="off"
          autocapitalize={props.code ? "characters" : undefined}
          autocorrect="off"
          spellcheck={false}
          value={props.value}
          aria-describedby={described}
          aria-invalid={props.error ? true : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

/** What stands above a place to write: its label, a hint, what is wrong; `children` are told what describes them. */
export function Labelled(
  props: FieldProps & { readonly children: (described: string | undefined) => preact.JSX.Element },
) {
  const own = useId();
  const [hint, error] = [`${own}-hint`, `${own}-error`];
  const described = [props.hint && hint, props.error && error].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={props.id} class={props.hidden ? "unseen" : undefined}>
        {props.label}
      </label>
      {props.hint && (
        <p class="hint" id={hint}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={error} role={props.alert ? "alert" : undefined}>
          {props.error}
        </p>
      )}
      {props.children(described === "" ? undefined : described)}
    </div>
  );
}
