import { idOfAdviser } from "../protocol/adviser.js";
import { compare } from "../protocol/bytes.js";
import { type Pin, walk } from "../protocol/chain.js";
import { type Day } from "../protocol/day.js";
import { Directory } from "../protocol/directory.js";
import { encode } from "../protocol/encoding.js";
import { Heartbeat } from "../protocol/heartbeat.js";
import { checkNamed } from "../protocol/named.js";
import { ValidationError, type Shown, about, demand, reject } from "../protocol/validation-error.js";
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
    trusted.#agree();
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

  /** An adviser's key statement. */
  statement(adviser: Uint8Array): Statement | undefined {
    return this.statements.find(({ fields }) => compare(fields.adviser, adviser) === 0);
  }

  /** An adviser's newest heartbeat. */
  heartbeat(adviser: Uint8Array): Heartbeat | undefined {
    return this.heartbeats.find(({ fields }) => compare(fields.adviser, adviser) === 0);
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

  /** Nothing shown is older than a heartbeat names. */
  #agree(): void {
    for (const { fields } of this.heartbeats) {
      about("directory", () => {
        this.directory.checkNamed(fields.directory);
      });
      about("statement", () => {
        checkNamed((this.statement(fields.adviser) ?? reject("old")).named, fields.statement);
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
