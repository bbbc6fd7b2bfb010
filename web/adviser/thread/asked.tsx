import type { AdviserLetterView, BodyView, ThreadWhole } from "@fluister/sdk";

import { classes } from "../../ui/classes.ts";
import styles from "./letters.module.css";

type Asking = Extract<BodyView<"to-melder">, { readonly number: number }>;

/** What the adviser asked under this number. */
export function askedIn<K extends Asking["kind"]>({ letters }: ThreadWhole, kind: K, number: number) {
  const isMeant = (body: AdviserLetterView["body"]): body is Extract<Asking, { readonly kind: K }> =>
    body.kind === kind && body.number === number;
  return letters.map(({ body }) => body).find(isMeant);
}

/** What a letter answers. */
export function Quoted({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <blockquote class={classes("text", styles.quoted)} dir="auto">
      {text}
    </blockquote>
  );
}
