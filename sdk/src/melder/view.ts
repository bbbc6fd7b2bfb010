import { compare } from "../protocol/bytes.js";
import { type BodyGoing } from "../protocol/content.js";
import { type Known, isKind } from "../protocol/kinds.js";
import { viewOfBody } from "../protocol/letter-view.js";
import {
  type Conversation,
  type MelderLetterView,
  type OwnBodyView,
  type TheirBodyView,
  type ThreadView,
  type Warning,
  interleave,
} from "./conversation.js";
import { type OwnLetter, type ThreadNote } from "./notes.js";
import { type Visit } from "./visit.js";

/** What a letter says of an attachment, with its secrets. */
export type AttachmentBody = Known<"attachment">;

/** Where an attachment's chunks lie, and what it takes to read them: an adviser's letter says it all, a note its tokens. */
export type Whereabouts = Pick<AttachmentBody, "tokens" | "chunks"> & Partial<AttachmentBody>;

/** Of which letters there are chunks, and where. */
type Attachments = Map<MelderLetterView, Whereabouts>;

/** A conversation, and of which of its letters there are chunks. */
export interface Seen {
  readonly conversation: Conversation;
  readonly attachments: ReadonlyMap<MelderLetterView, Whereabouts>;
}

/** The conversation as the melder sees it; nothing where nothing lies under the code. */
export function seenBy(visit: Visit): Seen | undefined {
  const { newest } = visit.notes;
  if (newest === undefined) {
    return undefined;
  }
  const attachments = new Map<MelderLetterView, Whereabouts>();
  const threads = visit.threads.filter((thread) => !thread.withdrawn);
  return {
    conversation: {
      threads: threads.map((thread) => viewOf(visit, thread, attachments)),
      keptSince: visit.keptSince,
      repliesOnly: newest.note.replies_only,
    },
    attachments,
  };
}

function viewOf(visit: Visit, thread: ThreadNote, attachments: Attachments): ThreadView {
  const { trusted, today } = visit;
  const listed = trusted.directory.adviser(thread.adviser);
  const counts = visit.counts(thread);
  const isReachable = trusted.reader(thread.adviser, today) !== undefined;
  const away = listed?.absent_until;
  const lastLooked = trusted.heartbeat(thread.adviser)?.fields.day;
  const asksFor = askedFor(visit, thread);
  return {
    i: thread.i,
    adviser: thread.adviser,
    name: listed?.name ?? thread.name,
    listed: listed !== undefined,
    reachable: isReachable,
    ...(away !== undefined && away >= today && { absentUntil: away }),
    ...(lastLooked !== undefined && { lastLooked }),
    ...(asksFor && { asksFor }),
    ownWritten: thread.written,
    ...counts,
    seen: visit.seen(thread),
    letters: interleave(ownLetters(visit, thread, attachments), theirLetters(visit, thread, attachments)),
    warnings: warningsOf(visit, thread, isReachable),
  };
}

/** Whom the adviser's newest request for a handover names, unless they are written to already. */
function askedFor(visit: Visit, thread: ThreadNote): ThreadView["asksFor"] {
  for (const [, reply] of visit.repliesTo(thread).reverse()) {
    if (typeof reply === "object" && reply.body.kind === "handover") {
      const { successor } = reply.body;
      const isKnown = visit.threads.some((other) => !other.withdrawn && compare(other.adviser, successor) === 0);
      const listed = visit.trusted.directory.adviser(successor);
      return listed && !isKnown ? { id: successor, name: listed.name } : undefined;
    }
  }
  return undefined;
}

function ownLetters(visit: Visit, thread: ThreadNote, attachments: Attachments): MelderLetterView[] {
  const kept = visit.notes.all.flatMap(({ note }) => note.attachments);
  const letters = visit.notes.all.flatMap(({ day, note }) =>
    note.letters.flatMap((letter) =>
      letter.to
        .filter(({ i }) => i === thread.i)
        .map(({ n, seen }): MelderLetterView => ({ n, seen, day, own: true, body: ownBody(letter) })),
    ),
  );
  for (const letter of letters) {
    const where = kept.find(({ i, n }) => i === thread.i && n === letter.n);
    if (letter.body.kind === "attachment" && where) {
      attachments.set(letter, where);
    }
  }
  return letters.sort((a, b) => a.n - b.n);
}

function ownBody({ kind, text }: OwnLetter): OwnBodyView {
  const words = text === undefined ? {} : { text };
  if (!isKind(kind, "to-adviser")) {
    return { kind: "unknown", name: kind, ...words };
  }
  return kind === "attachment" ? { kind, name: text ?? "", missing: 0, chunks: 0 } : { kind, ...words };
}

function theirLetters(visit: Visit, thread: ThreadNote, attachments: Attachments): MelderLetterView[] {
  return visit.repliesTo(thread).flatMap(([, reply]) => {
    if (typeof reply !== "object") {
      return [];
    }
    const { n, seen, day, body } = reply;
    const letter: MelderLetterView = { n, seen, day, own: false, body: theirBody(body) };
    if (body.kind === "attachment") {
      attachments.set(letter, body);
    }
    return [letter];
  });
}

function theirBody(body: BodyGoing<"to-melder">): TheirBodyView {
  const view = viewOfBody(body);
  return view.kind === "attachment" ? { ...view, missing: 0 } : view;
}

function warningsOf(visit: Visit, thread: ThreadNote, isReachable: boolean): Warning[] {
  const warnings: Warning[] = [];
  let highestSeen = 0;
  for (const [n, reply] of visit.repliesTo(thread)) {
    if (reply === undefined) {
      // Beyond what was written it was asked for on chance.
      if (n <= visit.written(thread)) {
        warnings.push({ kind: visit.isPast(thread, n) ? "expired" : "withheld", n });
      }
    } else if (typeof reply === "string") {
      warnings.push({ kind: "unreadable", n });
    } else if (reply.seen > thread.written) {
      warnings.push({ kind: "seen-ahead", n });
    } else {
      highestSeen = Math.max(highestSeen, reply.seen);
    }
  }
  const isListed = visit.trusted.directory.adviser(thread.adviser) !== undefined;
  const counts = visit.counts(thread);
  const setAside = visit.trusted.setAside(thread.adviser);
  if (!isListed) {
    warnings.push({ kind: "gone" });
  } else if (setAside !== undefined) {
    warnings.push({ kind: setAside === "future" ? "set-aside-future" : "set-aside" });
  } else if (counts === undefined) {
    warnings.push({ kind: visit.trusted.heartbeat(thread.adviser) ? "not-kept" : "no-heartbeat" });
  } else if (counts.received < highestSeen) {
    warnings.push({ kind: "fewer-received" });
  }
  if (isListed && !isReachable && setAside === undefined) {
    warnings.push({ kind: "no-key" });
  }
  return warnings;
}
