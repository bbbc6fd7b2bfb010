import type { ComponentChildren } from "preact";

/** What a page ends with: the way on, and others under it. */
export function Actions({ children }: { readonly children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

/** A button. `main` is the way on, of which a page has one; `plain` looks like a link. */
export function Button(props: {
  readonly look?: "main" | "plain";
  readonly disabled?: boolean;
  readonly label?: string;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class={props.look}
      disabled={props.disabled}
      aria-label={props.label}
      onClick={() => props.onClick()}
    >
      {props.children}
    </button>
  );
}
