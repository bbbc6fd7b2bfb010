import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { softened } from "./soft.ts";

/** One of several to choose from, with a line that explains it: the whole card can be tapped. */
export function Choice(props: {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const hint = useId();
  return (
    <label class="choice">
      <input
        type={props.type}
        name={props.name}
        checked={props.checked}
        disabled={props.disabled}
        autocomplete="off"
        aria-describedby={props.hint ? hint : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        <span class="label">{softened(props.label)}</span>
        {props.hint && (
          <span class="hint" id={hint}>
            {props.hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** Choices that belong together, under a question that may be the page's heading. */
export function Choices(props: {
  /** Where an error leads: the fieldset takes the focus. */
  readonly id?: string;
  readonly legend: string;
  readonly hidden?: boolean;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const error = useId();
  return (
    <fieldset id={props.id} tabIndex={props.id ? -1 : undefined} aria-describedby={props.error ? error : undefined}>
      <legend class={props.hidden ? "unseen" : undefined}>{props.legend}</legend>
      {props.error && (
        <p class="error" id={error}>
          {props.error}
        </p>
      )}
      {props.children}
    </fieldset>
  );
}
