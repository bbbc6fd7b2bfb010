import type { ComponentChildren } from "preact";

/** A framed remark. `careful` has a thicker edge and a mark; colour is never the only sign. */
export function Notice(props: {
  readonly children: ComponentChildren;
  readonly careful?: boolean;
  readonly role?: "alert" | "status";
}) {
  return (
    <div
      class={props.careful ? "notice careful" : "notice"}
      data-careful={props.careful ? "" : undefined}
      role={props.role}
    >
      {props.children}
    </div>
  );
}
