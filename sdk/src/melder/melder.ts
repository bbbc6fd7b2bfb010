import { sha256 } from "@noble/hashes/sha2.js";

import { compare } from "../protocol/bytes.js";
import { type Code } from "../protocol/code.js";
import { type Day, dayOf, epochOf } from "../protocol/day.js";
import { encode } from "../protocol/encoding.js";
import { demand } from "../protocol/validation-error.js";
import { Secret } from "../protocol/secret.js";
import * as answers from "../service/answers.js";
import { countMissing } from "../service/chunks.js";
import { type Link } from "../service/link.js";
import { post } from "../service/post.js";
import { ServiceError, isPassing } from "../service/service-error.js";
import { type Service } from "../service/service.js";
import { isTooOld } from "../service/version.js";
import { type Conversation, type MelderLetterView } from "./conversation.js";
import { type Attachment, download } from "./download.js";
import { type More, sealFollowUp } from "./follow-up.js";
import { type Consent, sealHandOver } from "./hand-over.js";
import { type Organisation, organisationOf } from "./organisation.js";
import { Outgoing } from "./outgoing.js";
import { type Pending, type Receipt, isUnfinished, keyOf, receiptOf, sendAll, unlessCutOff } from "./pending.js";
import { type Progress, STEPS } from "./progress.js";
import { type Draft, sealReport } from "./report.js";
import { Trusted } from "./trust.js";
import { type Sending, type Upload } from "./upload.js";
import { type AttachmentBody, type Seen, type Whereabouts, seenBy } from "./view.js";
import { Visit } from "./visit.js";
import { withdrawAll } from "./withdraw.js";

/** How often a melder's client reads again where another device was faster. */
const TRIES = 3;

type Sealing = (visit: Visit) => Promise<{ outgoing: Outgoing; letters: number }>;

/**
 * What a melder does, with nothing but a link and a code. Every visit makes the same calls, whether there is something to say,
 * something to read, or neither. Nothing is kept but what a broken connection left to be sent, and that only in memory.
 *
 * One call goes on at a time; others wait for it.
 */
export class Melder {
  /** What the server takes: bytes of the attachments of one letter together, 0 where it takes none. */
  readonly limits: { readonly attachments: number };
  readonly #service: Service;
  readonly #link: Link;
  readonly #today: () => Day;
  #trusted: Trusted;
  #pending: Pending | undefined;
  #sendings: readonly Sending[] = [];
  #attachments = new WeakMap<MelderLetterView, Whereabouts>();
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * Fetches what a link leads to, and verifies it.
   *
   * @param options `today`: the day by another clock than the device's.
   * @throws ValidationError where what the server shows cannot be believed; ServiceError.
   */
  static async open(service: Service, link: Link, { today = dayOf }: { today?: () => Day } = {}): Promise<Melder> {
    const info = answers.read(answers.serverInfo, await service.call("get", "/v1/server", {}));
    if (info.protocol !== 1 || isTooOld(info.oldest_client)) {
      throw new ServiceError("too-old");
    }
    return new Melder(service, link, today, info.limits, await Trusted.fetch(service, link, today()));
  }

  private constructor(
    service: Service,
    link: Link,
    today: () => Day,
    limits: { readonly attachments: number },
    trusted: Trusted,
  ) {
    this.#service = service;
    // Without a pin the organisation stays the one that was shown first.
    this.#link = link;
    this.#today = today;
    this.limits = limits;
    this.#trusted = trusted;
  }

  /** The organisation, as it was when it was last fetched: every visit fetches it anew. */
  get organisation(): Organisation {
    return organisationOf(this.#trusted, this.#link, this.#today());
  }

  /** Attachments of this page that are not yet where they belong. */
  get unfinished(): readonly Upload[] {
    return this.#sendings
      .filter(isUnfinished)
      .map(({ adviser, name, chunks, done }) => ({ adviser, name, chunks, done }));
  }

  /** A photo or a page of information, at most 1 MiB. @throws ValidationError `hash` for other bytes than the directory names; ServiceError */
  async file(hash: Uint8Array): Promise<Uint8Array> {
    const path = { slug: this.#link.slug, sha256: encode(hash) };
    const bytes = await this.#service.call("get", "/v1/organisations/{slug}/files/{sha256}", { path });
    demand(compare(sha256(bytes), hash) === 0, "hash");
    return bytes;
  }

  /**
   * Sends a report under a new code, which was shown before. The words go first, the attachments after them.
   *
   * Where it is `offline` or `busy`, it is not known whether the words arrived: the same call again posts the same letters, and
   * nothing is doubled. Once they have arrived, a connection that breaks is no error any more: the receipt says how far the
   * attachments came, and `resume`, or the same call, goes on with them.
   *
   * @param advisers Their ids, 32 bytes each; at most 15.
   * @throws ServiceError `conflict` where something lies under the code: an earlier try with other words arrived.
   */
  report(code: Code, advisers: readonly Uint8Array[], draft: Draft, progress?: Progress): Promise<Receipt> {
    const { attachments, ...said } = draft;
    const key = keyOf(code, ["report", advisers.map(encode), said], attachments);
    return this.#inTurn(async () => {
      await this.#post(code, key, (visit) => sealReport(visit, advisers, draft, this.limits.attachments), 1, progress);
      return await this.#deliver(progress);
    });
  }

  /**
   * Writes again, to all advisers of the report or to the one named. Where another device was faster with the same code, this
   * comes after it, and `afterAnother` says so. A broken connection is as in `report`.
   *
   * @throws ServiceError `nothing`, `withdrawn`, `away` …; ValidationError.
   */
  followUp(code: Code, more: More, progress?: Progress): Promise<Receipt & { readonly afterAnother: boolean }> {
    const key = keyOf(
      code,
      ["followUp", more.text, more.adviser && encode(more.adviser), more.answer],
      more.attachments,
    );
    return this.#inTurn(async () => {
      const sealing: Sealing = (visit) => sealFollowUp(visit, more, this.limits.attachments);
      const afterAnother = await this.#post(code, key, sealing, TRIES, progress);
      return { ...(await this.#deliver(progress)), afterAnother };
    });
  }

  /**
   * Goes on with another adviser, who gets the melder's own words and, if the melder wishes, the conversation so far. Advisers
   * who asked for this are told that it was done.
   *
   * @param to The other adviser's id, 32 bytes.
   * @throws ServiceError `conflict` where there is a thread with them already.
   */
  handOver(code: Code, to: Uint8Array, consent: Consent, progress?: Progress): Promise<Receipt> {
    const key = keyOf(code, ["handOver", encode(to), consent], []);
    return this.#inTurn(async () => {
      await this.#post(code, key, (visit) => sealHandOver(visit, to, consent), 1, progress);
      return await this.#deliver(progress);
    });
  }

  /**
   * Reads the conversation. Posts four letters like every visit: a note where an epoch begins, cover otherwise.
   *
   * @throws ServiceError `nothing` after the same calls as any visit; ValidationError.
   */
  read(code: Code, progress?: Progress): Promise<Conversation> {
    return this.#inVisit(code, progress, async (visit) => {
      const { newest } = visit.notes;
      const isNewEpoch = newest !== undefined && newest.epoch < epochOf(visit.today);
      const threads = visit.threads.map((thread) => visit.afterVisit(thread));
      const notes = isNewEpoch ? await new Outgoing(visit, threads, [], newest.note.replies_only).notes() : [];
      const body = await visit.seal(notes);
      const seen = seenBy(visit);
      try {
        await visit.post(body, progress);
      } catch (error) {
        // Another device wrote this epoch's note first: as good. What was read is shown even if the server has become busy.
        const isHarmless = error instanceof ServiceError && (error.kind === "conflict" || isPassing(error));
        if (!(isHarmless && seen !== undefined)) {
          throw error;
        }
      }
      if (seen === undefined) {
        throw new ServiceError("nothing");
      }
      return await this.#counted(seen);
    });
  }

  /**
   * Tells the advisers that the report is withdrawn, and deletes it: the melder's letters, the replies, the attachments of both
   * and the notes. The code opens nothing afterwards. Interrupted, it can be done again.
   *
   * @throws ServiceError `nothing`; ValidationError.
   */
  withdraw(code: Code, progress?: Progress): Promise<Receipt> {
    return this.#inVisit(code, progress, async (visit) => {
      const receipt = await withdrawAll(this.#service, visit, progress);
      this.#pending = undefined;
      this.#sendings = [];
      return receipt;
    });
  }

  /** Goes on with attachments that were cut off, while the page is open. @throws ServiceError `offline` …, ValidationError `hash`. */
  resume(progress?: Progress): Promise<void> {
    return this.#inTurn(async () => {
      await sendAll(this.#service, this.#link.slug, this.#sendings, progress);
      this.#sendings = [];
      if (this.#pending?.isPosted === true) {
        this.#pending = undefined;
      }
    });
  }

  /**
   * An adviser's attachment.
   *
   * @param letter Of a conversation that this object read, the very same object.
   * @throws ValidationError `missing` where chunks have not come yet, or are gone; ServiceError.
   */
  attachment(letter: MelderLetterView, progress?: Progress): Promise<Attachment> {
    const file = this.#attachments.get(letter);
    return this.#inTurn(async () => {
      demand(file !== undefined && isWhole(file), "missing");
      return await download(this.#service, file, progress);
    });
  }

  /** Makes the calls of a visit, and what is to be made of them; what follows from the code is wiped afterwards. */
  async #visiting<T>(code: Code, progress: Progress | undefined, use: (visit: Visit) => Promise<T>): Promise<T> {
    const pin = this.#link.pin ?? { organisation: this.#trusted.id };
    const link = { ...this.#link, pin };
    const target = { service: this.#service, link, today: this.#today(), before: this.#trusted };
    const visit = await Visit.open(target, code, progress);
    this.#trusted = visit.trusted;
    try {
      return await use(visit);
    } finally {
      visit.wipe();
    }
  }

  /** Posts what a call wants to say, or what an equal call left. Gives whether another device was faster. */
  async #post(code: Code, key: string, sealing: Sealing, tries: number, progress?: Progress): Promise<boolean> {
    let conflicts = 0;
    for (;;) {
      if (this.#pending?.key !== key) {
        this.#pending = undefined;
        this.#pending = await this.#seal(code, key, sealing, progress);
      }
      if (this.#pending.isPosted) {
        return conflicts > 0;
      }
      try {
        const working = (done: number, expected: number) => progress?.working?.(done, expected);
        await post(this.#service, this.#link.slug, this.#pending.body, working);
        this.#pending.isPosted = true;
        progress?.step?.(STEPS, STEPS);
      } catch (error) {
        if (!isPassing(error)) {
          this.#pending = undefined;
        }
        conflicts += 1;
        // Another device was first: read again, and come after it.
        if (!(error instanceof ServiceError && error.kind === "conflict" && conflicts < tries)) {
          throw error;
        }
      }
    }
  }

  async #seal(code: Code, key: string, sealing: Sealing, progress?: Progress): Promise<Pending> {
    return await this.#visiting(code, progress, async (visit) => {
      try {
        const { outgoing, letters } = await sealing(visit);
        const body = await visit.seal(await outgoing.finish());
        return { key, body, letters, advisers: outgoing.advisers, sendings: outgoing.sendings, isPosted: false };
      } catch (error) {
        // A visit ends with a post, whatever came of it: nobody on the way can tell a code under which nothing lies.
        if (error instanceof ServiceError && (error.kind === "nothing" || error.kind === "withdrawn")) {
          await visit.post(await visit.seal([]), progress);
        }
        throw error;
      }
    });
  }

  /** Sends the attachments of what was posted, as far as the connection lasts. */
  async #deliver(progress?: Progress): Promise<Receipt> {
    const pending = this.#pending;
    if (pending === undefined) {
      throw new ServiceError("answer");
    }
    this.#sendings = [
      ...this.#sendings.filter((one) => isUnfinished(one) && !pending.sendings.includes(one)),
      ...pending.sendings,
    ];
    const isDone = await unlessCutOff(() => sendAll(this.#service, this.#link.slug, pending.sendings, progress));
    if (isDone) {
      this.#pending = undefined;
    }
    return receiptOf(pending);
  }

  /** Asks how much of each attachment the server has. Nothing is asked where there are none. */
  async #counted({ conversation, attachments }: Seen): Promise<Conversation> {
    for (const [letter, where] of attachments) {
      const missing = await countMissing(this.#service, new Secret(where.tokens), where.chunks);
      if (letter.body.kind === "attachment") {
        Object.assign(letter.body, { missing, chunks: where.chunks });
      }
      this.#attachments.set(letter, where);
    }
    return conversation;
  }

  #inVisit<T>(code: Code, progress: Progress | undefined, use: (visit: Visit) => Promise<T>): Promise<T> {
    return this.#inTurn(() => this.#visiting(code, progress, use));
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const mine = before.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }
}

function isWhole(file: Whereabouts): file is AttachmentBody {
  return file.kind === "attachment" && file.key !== undefined;
}
