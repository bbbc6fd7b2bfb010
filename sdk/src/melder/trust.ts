import { idOfAdviser } from "../protocol/adviser.js";
import { compare } from "../protocol/bytes.js";
import { type Pin, walk } from "../protocol/chain.js";
import { type Day } from "../protocol/day.js";
import { Directory } from "../protocol/directory.js";
import { encode } from "../protocol/encoding.js";
import { Heartbeat } from "../protocol/heartbeat.js";
import { type Reason, ValidationError, type Shown, about, demand } from "../protocol/validation-error.js";
import { type Signed } from "../protocol/signed.js";
import { Statement } from "../protocol/statement.js";
import { type AdviserReader } from "../protocol/to-adviser.js";
import * as answers from "../service/answers.js";
import { type Link } from "../service/link.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { type Service } from "../service/service.js";

/** An organisation as verified today: directory, key statements and newest heartbeats. */
export class Trusted {
  readonly directory: Directory;
  private readonly statements: readonly Statement[];
  private readonly heartbeats: readonly Heartbeat[];
  /** By id, in base64url. */
  readonly #setAside = new Map<string, Reason>();

  /**
   * Fetches and verifies, from the pinned root on. Without a pin the server's word is taken for which organisation it is.
   *
   * @param before What was verified earlier: what has not changed is not verified again.
   * @throws ValidationError for anything that does not fit: another root, a wrong signature, an expired directory, one that is older
   * than a heartbeat names; ServiceError.
   */
  static async fetch(service: Service, link: Link, today: Day, before?: Trusted): Promise<Trusted> {
    const path = { slug: link.slug };
    // In this order: a heartbeat must never name something newer than what is fetched after it.
    const signs = await service.call("get", "/v1/organisations/{slug}/heartbeats", { path });
    const shown = await service.call("get", "/v1/organisations/{slug}", { path });
    const { heartbeats } = answers.read(answers.heartbeats, signs);
    const organisation = answers.read(answers.organisation, shown);

    const directory = await directoryOf(organisation, link.pin, before?.directory);
    about("directory", () => {
      directory.checkDay(today);
      demand(directory.fields.slug === link.slug, "organisation");
    });
    const [was, wasSign] = [new Known(before?.statements), new Known(before?.heartbeats)];
    const trusted = new Trusted(
      directory,
      await each(
        "statement",
        organisation.statements,
        (one) => was.get(one, directory) ?? Statement.read(one, directory),
      ),
      await each("heartbeat", heartbeats, (one) => wasSign.get(one, directory) ?? Heartbeat.read(one, directory)),
    );
    trusted.#agree(today);
    return trusted;
  }

  private constructor(directory: Directory, statements: readonly Statement[], heartbeats: readonly Heartbeat[]) {
    this.directory = directory;
    this.statements = statements;
    this.heartbeats = heartbeats;
  }

  /** The organisation's fingerprint, 32 bytes. */
  get id(): Uint8Array {
    return this.directory.fields.organisation;
  }

  /** The ids of all advisers, 32 bytes each. */
  get advisers(): readonly Uint8Array[] {
    return this.directory.fields.advisers.map(idOfAdviser);
  }

  /** An adviser's key statement, unless they are set aside. */
  statement(adviser: Uint8Array): Statement | undefined {
    return this.setAside(adviser) === undefined ? this.shownStatement(adviser) : undefined;
  }

  /** An adviser's newest heartbeat, unless they are set aside. */
  heartbeat(adviser: Uint8Array): Heartbeat | undefined {
    return this.setAside(adviser) === undefined ? this.shownHeartbeat(adviser) : undefined;
  }

  /** An adviser's key statement as it is shown, which their own devices hold against what they know. */
  shownStatement(adviser: Uint8Array): Statement | undefined {
    return this.statements.find(({ fields }) => compare(fields.adviser, adviser) === 0);
  }

  /** An adviser's newest heartbeat as it is shown. */
  shownHeartbeat(adviser: Uint8Array): Heartbeat | undefined {
    return this.heartbeats.find(({ fields }) => compare(fields.adviser, adviser) === 0);
  }

  /**
   * Why what is shown of an adviser is not used: nobody writes to them, and what their heartbeat says counts for nothing. The others
   * are not concerned. `future` for a heartbeat that is dated after tomorrow, `two-histories` where two things of one number were
   * shown, `old` where something newer is named, or was seen.
   */
  setAside(adviser: Uint8Array): Reason | undefined {
    return this.#setAside.get(encode(adviser));
  }

  /** Sets an adviser aside if `check` throws a validation error. */
  setAsideUnless(adviser: Uint8Array, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof ValidationError)) {
        throw error;
      }
      if (!this.#setAside.has(encode(adviser))) {
        this.#setAside.set(encode(adviser), error.reason);
      }
    }
  }

  /** Where to write to an adviser today; nothing where there is no key for today: an older one is never used in its place. */
  reader(adviser: Uint8Array, today: Day): AdviserReader | undefined {
    const listed = this.directory.adviser(adviser);
    const statement = this.statement(adviser);
    if (listed === undefined || statement === undefined) {
      return undefined;
    }
    try {
      return { identity: listed.identity, ...statement.keyOn(today) };
    } catch (error) {
      if (error instanceof ValidationError) {
        return undefined;
      }
      throw error;
    }
  }

  /** The same, of one who is written to. @throws ServiceError `away`. */
  demandReader(adviser: Uint8Array, today: Day): AdviserReader {
    const reader = this.reader(adviser, today);
    if (reader === undefined) {
      throw new ServiceError("away");
    }
    return reader;
  }

  /** The directory is not older than a heartbeat names. What else does not fit a heartbeat concerns its adviser alone. */
  #agree(today: Day): void {
    for (const heartbeat of this.heartbeats) {
      const { directory, adviser } = heartbeat.fields;
      about("directory", () => {
        this.directory.checkNamed(directory);
      });
      this.setAsideUnless(adviser, () => {
        heartbeat.checkFits(this.shownStatement(adviser)?.named, today);
      });
    }
  }
}

/** What was verified earlier, found again by its bytes. */
class Known<T extends Statement | Heartbeat> {
  readonly #known: ReadonlyMap<string, T>;

  constructor(items: readonly T[] = []) {
    this.#known = new Map(items.map((item) => [keyOf(item.signed), item]));
  }

  /** Only while its adviser, whose id names the key that signed it, is listed by the same organisation. */
  get(signed: Signed, directory: Directory): T | undefined {
    const item = this.#known.get(keyOf(signed));
    const listed = item !== undefined && directory.adviser(item.fields.adviser) !== undefined;
    return listed && compare(item.fields.organisation, directory.fields.organisation) === 0 ? item : undefined;
  }
}

function keyOf({ payload, signature }: Signed): string {
  return `${encode(signature)} ${encode(payload)}`;
}

async function directoryOf(
  shown: { readonly directory: Signed; readonly first_directories: readonly Signed[] },
  pin: Pin | undefined,
  before: Directory | undefined,
): Promise<Directory> {
  if (before !== undefined && pin !== undefined && keyOf(shown.directory) === keyOf(before.signed)) {
    return before;
  }
  const firsts: Directory[] = [];
  for (const first of shown.first_directories) {
    await pause();
    firsts.push(about("directory", () => Directory.read(first)));
  }
  await pause();
  return about("directory", () => {
    const present = Directory.read(shown.directory);
    walk(pin ?? { organisation: present.fields.organisation }, firsts, present);
    if (before !== undefined) {
      present.checkNamed(before.named);
    }
    return present;
  });
}

/** What belongs to the directory's advisers. One who was taken off a moment ago does not stop the others. */
async function each<T>(of: Shown, signed: readonly Signed[], verify: (signed: Signed) => T): Promise<T[]> {
  const verified: T[] = [];
  for (const one of signed) {
    await pause();
    try {
      verified.push(about(of, () => verify(one)));
    } catch (error) {
      if (!(error instanceof ValidationError && error.reason === "unknown-adviser")) {
        throw error;
      }
    }
  }
  return verified;
}
