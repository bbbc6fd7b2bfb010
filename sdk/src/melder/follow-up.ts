import { compare } from "../protocol/bytes.js";
import { ServiceError } from "../service/service-error.js";
import { type ThreadNote } from "./notes.js";
import { Outgoing } from "./outgoing.js";
import { type AttachmentSource } from "./attachment-source.js";
import { type Visit } from "./visit.js";

/** To which letter of an adviser this is the answer (its `number`), where it is more than words. */
export type Answering =
  | { readonly kind: "answer"; readonly number: number }
  | { readonly kind: "consent_answer"; readonly number: number; readonly consent: "yes" | "no" | "withdrawn" }
  | { readonly kind: "appointment_answer"; readonly number: number; readonly accepted: boolean };

/** What a melder wants to say later. */
export interface More {
  /** The words; may be empty where attachments go along, or with an answer that is more than words. */
  readonly text: string;
  /** The id of the one adviser of the report who is meant; all of them without it. */
  readonly adviser?: Uint8Array;
  /** Makes the first letter an answer. Numbers are an adviser's own, so that it goes with `adviser`. */
  readonly answer?: Answering;
  readonly attachments: readonly AttachmentSource[];
}

/** The threads after a visit that were not withdrawn. @throws ServiceError `nothing`, `withdrawn`. */
export function openThreads(visit: Visit): { readonly all: ThreadNote[]; readonly open: ThreadNote[] } {
  if (visit.notes.newest === undefined) {
    throw new ServiceError("nothing");
  }
  const all = visit.threads.map((thread) => visit.afterVisit(thread));
  const open = all.filter((thread) => !thread.withdrawn);
  if (open.length === 0) {
    throw new ServiceError("withdrawn");
  }
  return { all, open };
}

/** Seals further words, to all advisers of the report or to the one named. @throws ServiceError `away` if one can't be written to. */
export async function sealFollowUp(
  visit: Visit,
  { text, adviser, answer, attachments }: More,
  mostBytes: number,
): Promise<{ outgoing: Outgoing; letters: number }> {
  const { all, open } = openThreads(visit);
  const meant = open.filter((thread) => adviser === undefined || compare(thread.adviser, adviser) === 0);
  if (meant.length === 0) {
    throw new ServiceError("away");
  }
  const to = meant.map(({ i }) => i);
  const outgoing = new Outgoing(visit, all, to, visit.notes.newest?.note.replies_only ?? false);
  const first = (_: ThreadNote, part: string) => ({ ...(answer ?? { kind: "message" }), text: part }) as const;
  if (text.trim() === "" && answer !== undefined && answer.kind !== "answer") {
    await outgoing.tell(() => answer);
    const more = attachments.length === 0 ? 0 : await outgoing.say({ text, first, attachments }, mostBytes);
    return { outgoing, letters: 1 + more };
  }
  const letters = await outgoing.say({ text, first, attachments }, mostBytes);
  return { outgoing, letters };
}
