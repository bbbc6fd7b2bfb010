import { type Day } from "../protocol/day.js";
import { ValidationError } from "../protocol/validation-error.js";
import { Unproven } from "../protocol/to-adviser.js";
import { type BoxLetter, type BoxPage, boxPage } from "../service/box.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { type Session } from "../service/session.js";
import { type EpochReader } from "./key-ring.js";
import { type OrganisationAccount } from "./organisation-account.js";

/** Milliseconds of opening before others get their turn. */
const SLICE = 50;

/** A letter that opened with one of the adviser's keys. */
export interface OpenedLetter extends BoxLetter {
  readonly unproven: Unproven;
}

/** What a look into the box brought. */
export interface Look {
  readonly opened: readonly OpenedLetter[];
  readonly lookedAt: number;
  /** The day of the newest release of which there was a letter; 0 where there was none. */
  readonly newest: Day;
  /** The cursor of the server from which the next look goes on. */
  readonly cursor: string;
}

/** Looks at all that is new in the box, and opens what can be opened. @throws ServiceError */
export async function lookIntoBox(
  account: OrganisationAccount,
  session: Session,
  heard?: (done: number, of: number) => void,
): Promise<Look> {
  const opener = new Opener(account);
  let [lookedAt, newest] = [0, 0];
  let next = firstPage(account, session);
  for (;;) {
    const page = await next;
    const isLast = page.complete || page.letters.length === 0;
    if (!isLast) {
      next = boxPage(account.service, account.link.slug, session, page.next);
      // What fails is heard of when it is waited for.
      next.catch(() => undefined);
    }
    const of = lookedAt + page.letters.length;
    for (const letter of page.letters) {
      await opener.open(letter);
      lookedAt += 1;
      newest = Math.max(newest, letter.day);
      heard?.(lookedAt, of);
    }
    if (isLast) {
      return { opened: opener.opened, lookedAt, newest, cursor: page.next };
    }
  }
}

async function firstPage(account: OrganisationAccount, session: Session): Promise<BoxPage> {
  const { service, link, state } = account;
  try {
    return await boxPage(service, link.slug, session, state.core.cursor ?? undefined);
  } catch (error) {
    // The server's box is another one than before: what is known is known by its ids.
    if (error instanceof ServiceError && error.problem === "cursor") {
      return await boxPage(service, link.slug, session, undefined);
    }
    throw error;
  }
}

/** Tries the adviser's keys on one letter after the other, and lets others have their turn. */
class Opener {
  readonly opened: OpenedLetter[] = [];
  readonly #account: OrganisationAccount;
  readonly #readers = new Map<Day, readonly EpochReader[]>();
  #until = Date.now() + SLICE;

  constructor(account: OrganisationAccount) {
    this.#account = account;
  }

  async open(letter: BoxLetter): Promise<void> {
    if (Date.now() > this.#until) {
      await pause();
      this.#until = Date.now() + SLICE;
    }
    const opened = openWith(this.#readersOn(letter.day), letter);
    if (opened !== undefined) {
      this.opened.push(opened);
    }
  }

  #readersOn(day: Day): readonly EpochReader[] {
    const { ring, state, organisation } = this.#account;
    const readers = this.#readers.get(day) ?? ring.readers(state.core, organisation, day);
    this.#readers.set(day, readers);
    return readers;
  }
}

/** A letter, opened with the first of these keys that opens it; nothing where none does. */
export function openWith(readers: readonly EpochReader[], letter: BoxLetter): OpenedLetter | undefined {
  for (const reader of readers) {
    try {
      return { ...letter, unproven: Unproven.open(letter.letter, { ...reader, id: letter.id }) };
    } catch (error) {
      if (!(error instanceof ValidationError)) {
        throw error;
      }
    }
  }
  return undefined;
}
