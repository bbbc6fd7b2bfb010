import { type Day } from "../protocol/day.js";
import { type Track } from "../protocol/kinds.js";

/** What an adviser can write in a thread; becomes a letter of this kind. Texts that are long go on in further letters. */
export type Body =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "question"; readonly text: string }
  | {
      readonly kind: "consent_request";
      /** The one thing that would be done. */
      readonly action: string;
      /** Who would then read or hear of it. */
      readonly readers: readonly string[];
      readonly consequences: string;
    }
  | { readonly kind: "track_change"; readonly track: Track; readonly warning: string }
  | { readonly kind: "acknowledgement" | "feedback" | "reopening"; readonly text: string }
  | { readonly kind: "referral"; readonly name: string; readonly text: string }
  | {
      readonly kind: "appointment";
      readonly on: Day;
      readonly time?: string;
      readonly place: string;
      readonly text?: string;
    }
  | { readonly kind: "aftercare"; readonly askOn: Day; readonly text: string }
  /** Asks the melder to go on with another adviser, by their id (32 bytes). */
  | { readonly kind: "handover"; readonly successor: Uint8Array; readonly text: string }
  | { readonly kind: "closing"; readonly text: string; readonly askOn?: Day };
