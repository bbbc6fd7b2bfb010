import { Prose } from "./prose.tsx";

/** A question that unfolds to its answer. */
export function Fold({
  title,
  text,
  open,
}: {
  readonly title: string;
  readonly text: string;
  readonly open?: boolean;
}) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <Prose text={text} />
    </details>
  );
}
