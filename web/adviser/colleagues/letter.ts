import { prefill } from "../typing/form.ts";
import { goFromInbox } from "../navigation.ts";

/** The name of the form in which a letter to a colleague is written. */
export const LETTER = "colleague";

/** How the form names whom it goes to: an adviser, by their id in hexadecimal, of an organisation. */
export function readerKey(organisation: string, adviser: string): string {
  return `${organisation} ${adviser}`;
}

/** Shows where a letter to a colleague is written, with whom it goes to chosen already. */
export function writeTo(organisation: string, adviser: string): void {
  prefill(LETTER, { to: readerKey(organisation, adviser) });
  goFromInbox("colleagues");
}
