import { type Known, type Track } from "../protocol/kinds.js";
import { wiping } from "../protocol/secret.js";
import { ServiceError } from "../service/service-error.js";
import { type ThreadNote } from "./notes.js";
import { Outgoing, type Words } from "./outgoing.js";
import { PART, jsonSize, wellFormed } from "./parts.js";
import { type AttachmentSource } from "./attachment-source.js";
import { type Visit } from "./visit.js";

/** How many threads a code has at most; one letter of a post's sixteen is the note. */
const MOST_THREADS = 16;
/** What the words of the first part leave free at least, in bytes of JSON. */
const LEAST_PART = 1000;
/** How many categories there are at most, and how many bytes each has. */
const SIXTEEN = 16;

/** What a melder wants to say in a report. */
export interface Draft {
  /** Absent where the melder does not know. */
  readonly track?: Track;
  /** At most 16, each of at most 256 bytes. */
  readonly categories: readonly string[];
  readonly text: string;
  /** What the melder hopes for: at most some 6,000 bytes. */
  readonly wants?: string;
  /** The language to answer in (BCP 47). */
  readonly language?: string;
  /** Leave the melder's own words out of the notes: whoever finds the code then reads the replies only. */
  readonly repliesOnly: boolean;
  readonly attachments: readonly AttachmentSource[];
}

/** What goes into the first letter of a thread beside its keys and its words. */
export type About = Pick<Draft, "track" | "categories" | "wants" | "language">;

/** The words of a report. */
export function reportOf(visit: Visit, about: About, text: string, attachments: readonly AttachmentSource[]): Words {
  const wants = about.wants?.trim() === "" ? undefined : about.wants && wellFormed(about.wants);
  const room = PART - jsonSize(wants ?? "");
  if (room < LEAST_PART || about.categories.length > SIXTEEN) {
    throw new ServiceError("too-long");
  }
  const first = (thread: ThreadNote, part: string): Known => {
    const publicKey = wiping(visit.master.replyKey(thread.i), (key) => key.publicKey);
    return {
      kind: "report",
      categories: about.categories.map(wellFormed),
      text: part,
      thread_key: visit.secretOf(thread).bytes,
      reply_key: publicKey,
      ...(about.track && { track: about.track }),
      ...(wants !== undefined && { wants }),
      ...(about.language !== undefined && { language: about.language }),
    };
  };
  return { text, first, room, attachments };
}

/** New threads with advisers, numbered from `next` on. @throws ServiceError `away`, `too-many`, `empty`. */
export function newThreads(visit: Visit, advisers: readonly Uint8Array[], next: number): ThreadNote[] {
  const { trusted, today } = visit;
  if (advisers.length === 0) {
    throw new ServiceError("empty");
  }
  if (next + advisers.length > MOST_THREADS || advisers.length + 1 > MOST_THREADS) {
    throw new ServiceError("too-many");
  }
  return advisers.map((adviser, at) => {
    const listed = trusted.directory.adviser(adviser);
    if (listed === undefined || trusted.reader(adviser, today) === undefined) {
      throw new ServiceError("away");
    }
    const heartbeat = trusted.heartbeat(adviser)?.fields.counter ?? 0;
    return { i: next + at, adviser, name: listed.name, written: 0, seen: 0, heartbeat, withdrawn: false };
  });
}

/** Seals a report. @throws ServiceError `conflict` where something lies under the code; see `Outgoing.say`. */
export async function sealReport(
  visit: Visit,
  advisers: readonly Uint8Array[],
  draft: Draft,
  mostBytes: number,
): Promise<{ outgoing: Outgoing; letters: number }> {
  if (draft.text.trim() === "") {
    throw new ServiceError("empty");
  }
  if (visit.notes.newest !== undefined) {
    throw new ServiceError("conflict");
  }
  const threads = newThreads(visit, advisers, 0);
  const all = threads.map(({ i }) => i);
  const outgoing = new Outgoing(visit, threads, all, draft.repliesOnly);
  const letters = await outgoing.say(reportOf(visit, draft, draft.text, draft.attachments), mostBytes);
  return { outgoing, letters };
}
