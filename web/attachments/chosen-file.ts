import type { AttachmentSource } from "@fluister/sdk";

/** A file that a person wants to send, and what was done to it. */
export interface ChosenFile {
  /** Counts from 1; stays the same while others come and go. */
  readonly number: number;
  readonly name: string;
  readonly source: AttachmentSource;
  /** `asked`: nothing could be removed, and the person has not yet said what to do; `kept`: they want it as it is. */
  readonly state: "cleaned" | "asked" | "kept";
}
