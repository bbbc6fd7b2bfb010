import { type Day, type Epoch, epochOf } from "../protocol/day.js";
import { type Master } from "../protocol/derivation.js";
import { type Known } from "../protocol/kinds.js";
import { type Named } from "../protocol/named.js";
import { openNote } from "../protocol/to-melder.js";
import { fetchLetters, groups } from "../service/letters.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { type Service } from "../service/service.js";

/** How many epochs a return looks back, the present one included: longer than any letter is kept. */
const EPOCHS = 8;
/** How many notes of one epoch are looked for at most. */
const MOST = 1024;
const SIXTEEN = 16;

/** What a note says. */
export type NoteBody = Known<"note">;
/** A thread as notes know it. */
export type ThreadNote = NoteBody["threads"][number];
/** One of the melder's own letters as notes know it. */
export type OwnLetter = NoteBody["letters"][number];
/** An attachment of the melder's own as notes know it. */
export type AttachmentNote = NoteBody["attachments"][number];

type Name = readonly [epoch: Epoch, k: number];

/** A note that lay on the server, and where. */
export interface Found {
  readonly epoch: Epoch;
  readonly k: number;
  readonly day: Day;
  readonly directory?: Named;
  readonly note: NoteBody;
}

/** All notes under a code, oldest first. None where nothing lies under it. */
export class Notes {
  readonly all: readonly Found[];

  /**
   * note(e, 0) of eight epochs, then the newest epoch's in fours until one is missing, then what the newest note names of
   * earlier epochs. The first two are the same calls on every visit.
   *
   * @throws ServiceError; ValidationError where a note does not open, which only a server that changed it can bring about.
   */
  static async fetch(service: Service, organisation: Uint8Array, master: Master, today: Day): Promise<Notes> {
    const reader = new Reader(service, organisation, master);
    const present = epochOf(today);
    const firsts = Array.from({ length: EPOCHS }, (_, back): Name => [present - back, 0]).filter(([e]) => e >= 0);
    const found = await reader.fetch(firsts);
    const newest = Math.max(...found.map((note) => note.epoch), found.length === 0 ? present : 0);
    found.push(...(await reader.restOf(newest)));
    found.sort(byAge);
    const earlier = found.at(-1)?.note.earlier ?? [];
    const due = earlier
      .filter(({ epoch }) => epoch < newest && epoch > present - EPOCHS)
      .flatMap(({ epoch, count }) => range(1, Math.min(count, MOST)).map((k): Name => [epoch, k]));
    for (const some of groups(due, SIXTEEN)) {
      found.push(...(await reader.fetch(some)));
    }
    return new Notes(found.sort(byAge));
  }

  private constructor(all: readonly Found[]) {
    this.all = all;
  }

  /** The newest note: the state. */
  get newest(): Found | undefined {
    return this.all.at(-1);
  }

  /** Where the next note lies, and what it has to say of earlier epochs. */
  next(today: Day): { readonly epoch: Epoch; readonly k: number; readonly earlier: NoteBody["earlier"] } {
    const [present, newest] = [epochOf(today), this.newest];
    if (newest === undefined) {
      return { epoch: present, k: 0, earlier: [] };
    }
    if (newest.epoch >= present) {
      return { epoch: newest.epoch, k: newest.k + 1, earlier: newest.note.earlier };
    }
    const all = [...newest.note.earlier, { epoch: newest.epoch, count: newest.k + 1 }];
    return { epoch: present, k: 0, earlier: all.filter(({ epoch }) => epoch > present - EPOCHS) };
  }

  /** The tokens of all notes. */
  tokens(master: Master): Uint8Array[] {
    return this.all.map(({ epoch, k }) => master.note(epoch, k));
  }
}

class Reader {
  readonly #service: Service;
  readonly #organisation: Uint8Array;
  readonly #master: Master;

  constructor(service: Service, organisation: Uint8Array, master: Master) {
    this.#service = service;
    this.#organisation = organisation;
    this.#master = master;
  }

  async restOf(epoch: Epoch): Promise<Found[]> {
    const all: Found[] = [];
    for (let from = 1; from <= MOST; from += 4) {
      const found = await this.fetch(range(from, from + 4).map((k): Name => [epoch, k]));
      all.push(...found);
      if (found.length < 4) {
        break;
      }
    }
    return all;
  }

  /** Fetches up to sixteen notes, and opens those that are there. */
  async fetch(names: readonly Name[]): Promise<Found[]> {
    const tokens = names.map(([epoch, k]) => this.#master.note(epoch, k));
    const letters = await fetchLetters(this.#service, tokens);
    const found: Found[] = [];
    for (const [i, [epoch, k]] of names.entries()) {
      const letter = letters[i];
      if (letter !== undefined) {
        await pause();
        found.push(this.#open(epoch, k, letter));
      }
    }
    return found;
  }

  #open(epoch: Epoch, k: number, letter: Uint8Array): Found {
    const { body, day, directory } = openNote(letter, this.#organisation, this.#master, epoch, k);
    if (body.kind !== "note") {
      // A note of a newer version.
      throw new ServiceError("too-old");
    }
    return { epoch, k, day, note: body, ...(directory && { directory }) };
  }
}

function byAge(a: Found, b: Found): number {
  return a.epoch - b.epoch || a.k - b.k;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
