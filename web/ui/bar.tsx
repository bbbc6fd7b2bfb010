import { useId } from "preact/hooks";

/** How far something has come; without `of` it only says that it goes on. */
export function Bar(props: { readonly label: string; readonly done?: number; readonly of?: number }) {
  const label = useId();
  return (
    <div class="bar">
      <p id={label}>{props.label}</p>
      <progress aria-labelledby={label} value={props.of ? props.done : undefined} max={props.of ?? 1} />
    </div>
  );
}
