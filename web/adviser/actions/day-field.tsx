import { type Day, formatDay, parseDay } from "@fluister/sdk";
import { useId } from "preact/hooks";

import { today } from "../today.ts";

/** A place to choose a day, in the browser's own calendar; from tomorrow on. */
export function DayField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}) {
  const hint = useId();
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={hint}>
          {props.hint}
        </p>
      )}
      <input
        id={props.id}
        type="date"
        min={formatDay(today() + 1)}
        value={props.value}
        aria-describedby={props.hint ? hint : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** The day that such a field holds; nothing where it holds none, or one that is over. */
export function dayIn(value: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return undefined;
  }
  const day = parseDay(value);
  return day > today() ? day : undefined;
}

/** A day so many days from today, as such a field holds it. */
export function inDays(days: number): string {
  return formatDay(today() + days);
}
