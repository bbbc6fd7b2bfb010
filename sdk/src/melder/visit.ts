import { type Code } from "../protocol/code.js";
import { type Content } from "../protocol/content.js";
import { type Day } from "../protocol/day.js";
import { Master, type Thread } from "../protocol/derivation.js";
import { type Counts } from "../protocol/heartbeat.js";
import { idOf } from "../protocol/id.js";
import { sealCover } from "../protocol/letter.js";
import { ValidationError, type Reason, demand } from "../protocol/validation-error.js";
import { wiping } from "../protocol/secret.js";
import { Sequence } from "../protocol/sequence.js";
import { type Sealed } from "../protocol/to-adviser.js";
import { openReply } from "../protocol/to-melder.js";
import { fetchLetters, fours, groups, postOf } from "../service/letters.js";
import { type Link } from "../service/link.js";
import { pause } from "../service/pause.js";
import { post } from "../service/post.js";
import { type Service } from "../service/service.js";
import { Notes, type ThreadNote } from "./notes.js";
import { type Progress, Steps } from "./progress.js";
import { Trusted } from "./trust.js";

/** How many replies are asked for beyond those known where no heartbeat tells. */
const ON_CHANCE = 4;
const SIXTEEN = 16;

/** An adviser's letter: opened, refused, or nothing where the server gave none. */
export type Reply = Content<"to-melder"> | Reason | undefined;

/** Where a visit goes, and what it knows from before. */
export interface VisitTarget {
  readonly service: Service;
  readonly link: Link;
  readonly today: Day;
  /** What an earlier visit in this page verified: nothing older than that is believed. */
  readonly before?: Trusted;
}

/** A visit with a code: the same calls whether there is something to say, to read, or nothing at all. */
export class Visit {
  readonly today: Day;
  readonly trusted: Trusted;
  readonly master: Master;
  readonly notes: Notes;
  /** By thread, then by number. */
  readonly replies = new Map<number, Map<number, Reply>>();
  readonly #service: Service;
  readonly #slug: string;
  readonly #steps: Steps;
  readonly #secrets = new Map<number, Thread>();

  /**
   * Makes all calls of a visit but the post: heartbeats, directory, notes, replies.
   *
   * @throws ValidationError above all, before anything is sent that names a code's tokens; ServiceError.
   */
  static async open(target: VisitTarget, code: Code, progress?: Progress): Promise<Visit> {
    const { service, link, today, before } = target;
    const steps = new Steps(progress);
    const trusted = await Trusted.fetch(service, link, today, before);
    steps.done();
    const master = Master.from(code, trusted.id);
    let visit: Visit | undefined;
    try {
      const notes = await Notes.fetch(service, trusted.id, master, today);
      steps.done();
      visit = new Visit(target, trusted, master, notes, steps);
      visit.#nothingIsOlder();
      await visit.#fetchReplies();
      steps.done();
      return visit;
    } catch (error) {
      (visit ?? master).wipe();
      throw error;
    }
  }

  private constructor(target: VisitTarget, trusted: Trusted, master: Master, notes: Notes, steps: Steps) {
    this.today = target.today;
    this.trusted = trusted;
    this.master = master;
    this.notes = notes;
    this.#service = target.service;
    this.#slug = target.link.slug;
    this.#steps = steps;
  }

  /** The threads, as the newest note knows them. */
  get threads(): readonly ThreadNote[] {
    return this.notes.newest?.note.threads ?? [];
  }

  /** The secret of a thread. It is made once, and wiped with the visit. */
  secretOf({ i }: Pick<ThreadNote, "i">): Thread {
    const secret = this.#secrets.get(i) ?? this.master.thread(i);
    this.#secrets.set(i, secret);
    return secret;
  }

  /** Overwrites what follows from the code. Nothing can be done with the visit afterwards. */
  wipe(): void {
    this.master.wipe();
    this.#secrets.forEach((secret) => secret.wipe());
    this.#secrets.clear();
  }

  /** How far the adviser says a thread has come. */
  counts(thread: ThreadNote): Counts | undefined {
    return this.trusted.heartbeat(thread.adviser)?.progress(this.secretOf(thread));
  }

  /** How many letters the adviser wrote, as far as anybody knows. */
  written(thread: ThreadNote): number {
    return Math.max(this.counts(thread)?.written ?? 0, thread.seen);
  }

  /** The replies to a thread that were asked for, by number. */
  repliesTo(thread: ThreadNote): [n: number, reply: Reply][] {
    return [...(this.replies.get(thread.i) ?? [])].sort(([a], [b]) => a - b);
  }

  /** The thread's state after this visit: what was seen, and which heartbeat. */
  afterVisit(thread: ThreadNote): ThreadNote {
    const heartbeat = this.trusted.heartbeat(thread.adviser)?.fields.counter ?? 0;
    return {
      ...thread,
      seen: Math.max(this.seen(thread), thread.seen),
      heartbeat: Math.max(heartbeat, thread.heartbeat),
    };
  }

  /** How many of the adviser's letters have been read without a gap. */
  seen(thread: ThreadNote): number {
    const sequence = new Sequence();
    const written = this.written(thread);
    for (const [n, reply] of this.repliesTo(thread)) {
      if (typeof reply === "object") {
        sequence.take(n, idOf(this.secretOf(thread).reply(n)));
      } else if (reply === undefined && n <= written && this.isPast(thread, n)) {
        sequence.expire(n);
      }
    }
    return sequence.seen;
  }

  /** Whether a missing reply may be gone because of its age: it was read before, or nobody came for as long as letters are retained. */
  isPast(thread: ThreadNote, n: number): boolean {
    const { newest } = this.notes;
    return n <= thread.seen || (newest !== undefined && newest.day < this.keptSince);
  }

  /** Letters before this day are gone. */
  get keptSince(): Day {
    return Math.max(0, this.today - this.trusted.directory.fields.policy.shelf_life_days);
  }

  /** Fills up with cover to fours: the body of the post that ends a visit. */
  async seal(letters: readonly Sealed[]): Promise<Uint8Array> {
    const all = [...letters];
    while (all.length < fours(letters.length)) {
      await pause();
      all.push(sealCover(this.trusted.id));
    }
    this.#steps.done();
    return postOf(all);
  }

  /** The post that ends every visit: at least four letters, all or none. @throws ServiceError */
  async post(body: Uint8Array, progress?: Progress): Promise<void> {
    await post(this.#service, this.#slug, body, (tries, expected) => progress?.working?.(tries, expected));
    this.#steps.done();
  }

  /** What the newest note names must not be newer than what the server shows: the directory; of a heartbeat, its adviser is set aside. */
  #nothingIsOlder(): void {
    const { newest } = this.notes;
    if (newest?.directory) {
      this.trusted.directory.checkNamed(newest.directory);
    }
    for (const { adviser, heartbeat } of this.threads) {
      this.trusted.setAsideUnless(adviser, () => {
        const shown = this.trusted.shownHeartbeat(adviser)?.fields.counter ?? 0;
        const isListed = this.trusted.directory.adviser(adviser) !== undefined;
        demand(!isListed || shown >= heartbeat, "old");
      });
    }
  }

  /** Asks for the replies that heartbeats name, newest first, in fours; for four random ones where there are none. */
  async #fetchReplies(): Promise<void> {
    // Of withdrawn threads, too: a withdrawal that was interrupted finds in them which attachments to delete.
    const names = this.threads.flatMap((thread) => {
      const asked = this.counts(thread) ? this.written(thread) : thread.seen + ON_CHANCE;
      return Array.from({ length: asked }, (_, i) => ({ i: thread.i, n: asked - i }));
    });
    for (const group of names.length === 0 ? [[]] : groups(names, SIXTEEN)) {
      const letters = await fetchLetters(
        this.#service,
        group.map(({ i, n }) => this.secretOf({ i }).reply(n)),
      );
      for (const [at, { i, n }] of group.entries()) {
        const letter = letters[at];
        const replies = this.replies.get(i) ?? new Map<number, Reply>();
        replies.set(n, letter && (await this.#open(i, n, letter)));
        this.replies.set(i, replies);
      }
    }
  }

  async #open(i: number, n: number, letter: Uint8Array): Promise<Reply> {
    await pause();
    try {
      return wiping(this.master.replyKey(i), (key) => openReply(letter, this.trusted.id, this.secretOf({ i }), n, key));
    } catch (error) {
      if (error instanceof ValidationError) {
        return error.reason;
      }
      throw error;
    }
  }
}
