import { compare } from "../protocol/bytes.js";
import { formatDay } from "../protocol/day.js";
import { type Track } from "../protocol/kinds.js";
import { ServiceError } from "../service/service-error.js";
import { type Conversation } from "./conversation.js";
import { openThreads } from "./follow-up.js";
import { Outgoing } from "./outgoing.js";
import { newThreads, reportOf } from "./report.js";
import { seenBy } from "./view.js";
import { type Visit } from "./visit.js";

/** What a melder decides who goes on with another adviser. */
export interface Consent {
  /** The melder's own words to them. */
  readonly text: string;
  /** Whether they get what was written so far, too. */
  readonly withConversation: boolean;
  readonly track?: Track;
  /** The language to answer in (BCP 47). */
  readonly language?: string;
}

/** Seals a report to a further adviser, and tells those who asked for it that it was done. */
export async function sealHandOver(
  visit: Visit,
  to: Uint8Array,
  consent: Consent,
): Promise<{ outgoing: Outgoing; letters: number }> {
  const { all, open } = openThreads(visit);
  if (open.some(({ adviser }) => compare(adviser, to) === 0)) {
    throw new ServiceError("conflict");
  }
  const next = Math.max(...all.map(({ i }) => i)) + 1;
  const threads = [...all, ...newThreads(visit, [to], next)];
  const outgoing = new Outgoing(visit, threads, [next], visit.notes.newest?.note.replies_only ?? false);
  const seen = seenBy(visit);
  const soFar = consent.withConversation && seen ? asText(seen.conversation) : "";
  const text = consent.text + soFar;
  if (text.trim() === "") {
    throw new ServiceError("empty");
  }
  const letters = await outgoing.say(reportOf(visit, { ...consent, categories: [] }, text, []), 0);
  const askers = askedBy(visit, to);
  if (askers.length > 0) {
    outgoing.turnTo(askers);
    await outgoing.tell(() => ({ kind: "handover", successor: to, text: "" }));
    outgoing.turnTo([next]);
  }
  return { outgoing, letters };
}

/** The threads whose adviser asked for this successor, and can be told. */
function askedBy(visit: Visit, successor: Uint8Array): number[] {
  return visit.threads
    .filter((thread) => !thread.withdrawn && visit.trusted.reader(thread.adviser, visit.today) !== undefined)
    .filter((thread) =>
      visit
        .repliesTo(thread)
        .some(
          ([, reply]) =>
            typeof reply === "object"
            && reply.body.kind === "handover"
            && compare(reply.body.successor, successor) === 0,
        ),
    )
    .map(({ i }) => i);
}

/** All that was written, as a text. */
function asText({ threads }: Conversation): string {
  return threads
    .flatMap((thread) =>
      thread.letters.flatMap(({ day, own, body }) =>
        "text" in body ? [`\n\n[${formatDay(day)}, ${own ? "melder" : thread.name}]\n${body.text}`] : [],
      ),
    )
    .join("");
}
