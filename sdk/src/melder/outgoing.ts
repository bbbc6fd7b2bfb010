import { type Content } from "../protocol/content.js";
import { type Known } from "../protocol/kinds.js";
import { ValidationError } from "../protocol/validation-error.js";
import { size } from "../protocol/text.js";
import { type Sealed, sealToAdviser } from "../protocol/to-adviser.js";
import { sealNote } from "../protocol/to-melder.js";
import { MOST_IN_A_CALL } from "../service/letters.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { type AttachmentNote, type OwnLetter, type ThreadNote } from "./notes.js";
import { PART, partsOf, wellFormed } from "./parts.js";
import { Measured, type AttachmentSource } from "./attachment-source.js";
import { Sending } from "./upload.js";
import { type Visit } from "./visit.js";

/** The longest name of an attachment, and of its type, in bytes. */
const SHORT = 256;

/** What is about to be sent. */
export interface Words {
  readonly text: string;
  /** The first letter that each thread gets; the rest of a long text follows as messages. */
  readonly first: (thread: ThreadNote, text: string) => Known;
  /** How many bytes of JSON the first part takes at most. */
  readonly room?: number;
  readonly attachments: readonly AttachmentSource[];
}

/** What one note tells of the post that it goes with. */
interface Noted {
  readonly letters: readonly OwnLetter[];
  readonly attachments: readonly AttachmentNote[];
}

/** Letters about to be sealed: to some of the threads, with the notes that record them. */
export class Outgoing {
  readonly #visit: Visit;
  #threads: ThreadNote[];
  #to: readonly number[];
  readonly #repliesOnly: boolean;
  readonly #sealed: Sealed[] = [];
  readonly #noted: Noted[] = [];
  readonly #sendings: Sending[] = [];

  /** @param to The threads that are written to, by their numbers. */
  constructor(visit: Visit, threads: readonly ThreadNote[], to: readonly number[], repliesOnly: boolean) {
    this.#visit = visit;
    this.#threads = [...threads];
    this.#to = to;
    this.#repliesOnly = repliesOnly;
  }

  /** The names of those who are written to. */
  get advisers(): string[] {
    return this.#threads.filter(({ i }) => this.#to.includes(i)).map(({ name }) => name);
  }

  /** The attachments that are still to be sent once the letters are. */
  get sendings(): readonly Sending[] {
    return this.#sendings;
  }

  /**
   * Seals a text, in parts where it is long, and a letter for each attachment, to every thread.
   *
   * @returns How many letters each of them gets.
   * @throws ServiceError `empty`, `too-long`, `too-many`, `too-large`, `away`.
   */
  async say(words: Words, mostBytes: number): Promise<number> {
    const { attachments } = words;
    const text = words.text.trim() === "" ? "" : wellFormed(words.text);
    if (text === "" && attachments.length === 0) {
      throw new ServiceError("empty");
    }
    if (attachments.length > 0 && attachments.reduce((sum, source) => sum + source.size, 0) > mostBytes) {
      throw new ServiceError("too-large");
    }
    if (attachments.some(({ name, mediaType }) => size(name) > SHORT || size(mediaType) > SHORT)) {
      throw new ServiceError("too-long");
    }
    const parts = partsOf(text, words.room ?? PART);
    this.#demandRoom(parts.length, attachments.length);
    for (const [at, part] of parts.entries()) {
      const body = (thread: ThreadNote): Known =>
        at === 0 ? words.first(thread, part) : { kind: "message", text: part };
      await this.tell(body, { text: part, ...(parts.length > 1 && { number: at + 1, of: parts.length }) });
    }
    await this.#attach(attachments);
    return parts.length + attachments.length;
  }

  /** Seals the next letter of every thread that is written to, and notes it. @throws ServiceError `away`, `too-long`. */
  async tell(
    body: (thread: ThreadNote) => Known,
    { text, number, of }: { readonly text?: string; readonly number?: number; readonly of?: number } = {},
  ): Promise<void> {
    const part = number !== undefined && of !== undefined ? { part: { number, of } } : {};
    const to: OwnLetter["to"][number][] = [];
    let kind = "";
    for (const [at, thread] of this.#threads.entries()) {
      if (this.#to.includes(thread.i)) {
        const said = body(thread);
        kind = said.kind;
        to.push(await this.#seal(at, thread, said, part));
      }
    }
    const letter = { to, kind, ...(text !== undefined && { text }), ...part };
    this.#noted.push({ letters: [letter], attachments: [] });
  }

  /** From here on, letters are written in these threads, by their numbers. */
  turnTo(to: readonly number[]): void {
    this.#to = to;
  }

  /** Marks those who are written to as withdrawn. */
  withdraw(): void {
    this.#threads = this.#threads.map((thread) =>
      this.#to.includes(thread.i) ? { ...thread, withdrawn: true } : thread,
    );
  }

  /** Seals the notes, and gives all letters of the post. @throws ServiceError `too-long` for more than a post holds. */
  async finish(): Promise<Sealed[]> {
    const notes = await this.notes();
    if (this.#sealed.length + notes.length > MOST_IN_A_CALL) {
      throw new ServiceError("too-long");
    }
    return [...this.#sealed, ...notes];
  }

  /**
   * A note for each group of own letters, each with the whole state; the last of them counts. One without any of them where
   * the melder's words are not to be kept.
   */
  async notes(): Promise<Sealed[]> {
    const { trusted, master, today } = this.#visit;
    const { epoch, k, earlier } = this.#visit.notes.next(today);
    const together = { letters: [], attachments: this.#noted.flatMap((noted) => noted.attachments) };
    const noted = this.#repliesOnly || this.#noted.length === 0 ? [together] : this.#noted;
    const sealed: Sealed[] = [];
    for (const [at, { letters, attachments }] of noted.entries()) {
      await pause();
      const note = { threads: this.#threads, earlier, replies_only: this.#repliesOnly, letters, attachments };
      const body: Known = { kind: "note", ...note };
      const content: Content = { body, n: k + at, seen: 0, day: today, directory: trusted.directory.named };
      sealed.push(sealNote(content, trusted.id, master, epoch));
    }
    return sealed;
  }

  /** Whether so many letters to each adviser fit into one post with their notes. */
  #demandRoom(parts: number, attachments: number): void {
    const notesOf = (groups: number) => (this.#repliesOnly ? 1 : groups);
    if (parts * this.#to.length + notesOf(parts) > MOST_IN_A_CALL) {
      throw new ServiceError("too-long");
    }
    const groups = parts + (attachments > 0 ? 1 : 0);
    if ((parts + attachments) * this.#to.length + notesOf(groups) > MOST_IN_A_CALL) {
      throw new ServiceError("too-many");
    }
  }

  /** A letter for each attachment to each thread that is written to; the key of each is known to one adviser only. */
  async #attach(sources: readonly AttachmentSource[]): Promise<void> {
    const [letters, attachments]: [OwnLetter[], AttachmentNote[]] = [[], []];
    for (const source of sources) {
      const measured = await Measured.of(source);
      for (const [at, thread] of this.#threads.entries()) {
        if (this.#to.includes(thread.i)) {
          const sending = new Sending(thread.name, measured);
          const sent = await this.#seal(at, thread, sending.letter, {});
          const { tokens, chunks } = sending.letter;
          attachments.push({ i: sent.i, n: sent.n, tokens, chunks });
          letters.push({ to: [sent], kind: "attachment", text: source.name });
          this.#sendings.push(sending);
        }
      }
    }
    if (letters.length > 0) {
      this.#noted.push({ letters, attachments });
    }
  }

  /** The next letter of a thread. */
  async #seal(
    at: number,
    thread: ThreadNote,
    body: Known,
    part: Pick<Content, "part">,
  ): Promise<OwnLetter["to"][number]> {
    await pause();
    const { trusted, master, today } = this.#visit;
    const reader = trusted.demandReader(thread.adviser, today);
    const n = thread.written + 1;
    const content: Content = { body, n, seen: thread.seen, day: today, directory: trusted.directory.named, ...part };
    const secret = this.#visit.secretOf(thread);
    const writer = { organisation: trusted.id, thread: secret, token: master.own(thread.i, n) };
    this.#sealed.push(fitting(() => sealToAdviser(content, reader, writer)));
    this.#threads[at] = { ...thread, written: n };
    return { i: thread.i, n, seen: thread.seen };
  }
}

function fitting(seal: () => Sealed): Sealed {
  try {
    return seal();
  } catch (error) {
    throw error instanceof ValidationError && error.reason === "length" ? new ServiceError("too-long") : error;
  }
}
