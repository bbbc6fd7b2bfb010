import { chunkToken } from "../protocol/chunk.js";
import { Secret } from "../protocol/secret.js";
import { deleteChunks } from "../service/chunks.js";
import { deleteLetters } from "../service/letters.js";
import { ServiceError } from "../service/service-error.js";
import { type Service } from "../service/service.js";
import { type ThreadNote } from "./notes.js";
import { Outgoing } from "./outgoing.js";
import { type Receipt } from "./pending.js";
import { type Progress } from "./progress.js";
import { type Visit } from "./visit.js";

/**
 * Tells the advisers that the report is withdrawn, then deletes the melder's letters, the replies, the attachments of both and
 * the notes. Interrupted, it can be done again.
 */
export async function withdrawAll(service: Service, visit: Visit, progress?: Progress): Promise<Receipt> {
  const { newest } = visit.notes;
  if (newest === undefined) {
    await visit.post(await visit.seal([]), progress);
    throw new ServiceError("nothing");
  }
  const threads = visit.threads.map((thread) => visit.afterVisit(thread));
  const { epoch, k } = visit.notes.next(visit.today);
  const isReachable = ({ adviser }: ThreadNote) => visit.trusted.reader(adviser, visit.today) !== undefined;
  const to = threads.filter((thread) => !thread.withdrawn && isReachable(thread)).map(({ i }) => i);
  const outgoing = new Outgoing(visit, threads, to, newest.note.replies_only);
  if (to.length > 0) {
    await outgoing.tell(() => ({ kind: "withdrawal" }));
    outgoing.withdraw();
  }
  const letters = to.length > 0 ? await outgoing.finish() : [];
  await visit.post(await visit.seal(letters), progress);

  await deleteChunks(service, chunksOf(visit));
  await deleteLetters(service, lettersOf(visit, threads));
  // The notes last: as long as one is there, an interrupted withdrawal can be finished.
  await deleteLetters(service, [visit.master.note(epoch, k), ...visit.notes.tokens(visit.master)]);
  return { advisers: outgoing.advisers, letters: to.length > 0 ? 1 : 0, uploads: [] };
}

/** The tokens of all letters of the threads but a withdrawal that is on its way. */
function lettersOf(visit: Visit, threads: readonly ThreadNote[]): Uint8Array[] {
  return threads.flatMap((thread) => {
    const key = visit.secretOf(thread);
    const own = thread.written - (thread.withdrawn ? 1 : 0);
    return [
      ...upTo(own).map((n) => visit.master.own(thread.i, n)),
      ...upTo(visit.written(thread)).map((n) => key.reply(n)),
    ];
  });
}

/** The tokens of the chunks of all attachments, the melder's and the advisers'. */
function chunksOf(visit: Visit): Uint8Array[] {
  const own = visit.notes.all.flatMap(({ note }) => note.attachments);
  const theirs = visit.threads.flatMap((thread) =>
    visit
      .repliesTo(thread)
      .flatMap(([, reply]) => (typeof reply === "object" && reply.body.kind === "attachment" ? [reply.body] : [])),
  );
  return [...own, ...theirs].flatMap(({ tokens, chunks }) =>
    upTo(chunks).map((i) => chunkToken(new Secret(tokens), i - 1)),
  );
}

function upTo(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) => i + 1);
}
