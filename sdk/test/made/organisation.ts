import { type Adviser } from "../../src/protocol/adviser.js";
import { type Day, daysOf, epochOf, parseDay } from "../../src/protocol/day.js";
import { type Thread } from "../../src/protocol/derivation.js";
import { Directory, type DirectoryFields } from "../../src/protocol/directory.js";
import { type Counts, Heartbeat, type HeartbeatFields, heartbeatEntries } from "../../src/protocol/heartbeat.js";
import { adviserId, fingerprint, successorHash } from "../../src/protocol/id.js";
import { SigningKey } from "../../src/protocol/signature.js";
import { Statement } from "../../src/protocol/statement.js";
import { SealingKey } from "../../src/protocol/xwing.js";
import { type Link } from "../../src/service/link.js";

/** The day on which everything is made: a Monday, the twelfth of the 28 days of its epoch. */
export const TODAY: Day = parseDay("2026-11-30");

/** An adviser of an organisation that is made here. */
export class MadeAdviser {
  readonly name: string;
  readonly identity = SigningKey.draw();
  readonly key = SealingKey.draw();
  /** How many key statements, and how many heartbeats, were signed. */
  serial = 0;
  counter = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** 32 bytes. */
  get id(): Uint8Array {
    return adviserId(this.identity.publicKey);
  }

  /** How the directory lists them. */
  get listed(): Adviser {
    return {
      identity: this.identity.publicKey,
      name: this.name,
      position: "external",
      tracks: ["conduct", "integrity"],
      languages: ["nl"],
    };
  }
}

/** An organisation whose keys lie here, and which signs whatever a test wants it to: without a server, without processes. */
export class MadeOrganisation {
  readonly slug = "acme";
  readonly advisers: readonly MadeAdviser[];
  readonly root = SigningKey.draw();
  readonly id = fingerprint(this.root.publicKey);
  /** The newest of each. */
  directory: Directory;
  readonly statements = new Map<string, Statement>();
  readonly heartbeats = new Map<string, Heartbeat>();

  /** Everybody has published a key for today's epoch, and has looked once. */
  constructor(...names: readonly string[]) {
    this.advisers = names.map((name) => new MadeAdviser(name));
    this.directory = Directory.sign(this.#fields(), this.root);
    for (const adviser of this.advisers) {
      this.publishKeys(adviser);
      this.beat(adviser);
    }
  }

  /** The link that pins it. */
  get link(): Link {
    return { server: "https://example.org", slug: this.slug, pin: { organisation: this.id } };
  }

  adviser(name: string): MadeAdviser {
    const found = this.advisers.find((adviser) => adviser.name === name);
    if (found === undefined) {
      throw new Error(`no ${name}`);
    }
    return found;
  }

  /** Signs a directory that differs in these fields: the next one, unless the serial is among them. */
  sign(changes: Partial<DirectoryFields> = {}): Directory {
    const { fields, hash } = this.directory;
    const next = { ...fields, serial: fields.serial + 1, previous: hash, ...changes };
    return Directory.sign(next, this.root);
  }

  /** The same, which counts from then on. */
  publish(changes: Partial<DirectoryFields> = {}): Directory {
    this.directory = this.sign(changes);
    return this.directory;
  }

  /** A key statement for the epoch of a day; the newest from then on. */
  publishKeys(adviser: MadeAdviser, day: Day = TODAY): Statement {
    adviser.serial += 1;
    const epochs = [{ epoch: epochOf(day), key: adviser.key.publicKey }];
    const who = { organisation: this.id, adviser: adviser.id };
    const signed = Statement.sign({ ...who, serial: adviser.serial, issued: day, epochs }, adviser.identity);
    const statement = Statement.read(signed, this.directory);
    this.statements.set(adviser.name, statement);
    return statement;
  }

  /** A heartbeat that says how far threads have come, of today unless it is to be otherwise; the newest from then on. */
  beat(
    adviser: MadeAdviser,
    threads: readonly (readonly [Thread, Counts])[] = [],
    changes: Partial<HeartbeatFields> = {},
  ): Heartbeat {
    adviser.counter += 1;
    const { counter } = adviser;
    const statement = this.statements.get(adviser.name);
    if (statement === undefined) {
      throw new Error(`${adviser.name} has no keys`);
    }
    const named = { directory: this.directory.named, statement: statement.named };
    const who = { organisation: this.id, adviser: adviser.id };
    const entries = heartbeatEntries(counter, threads, 0);
    const signed = Heartbeat.sign({ ...who, counter, day: TODAY, ...named, entries, ...changes }, adviser.identity);
    const heartbeat = Heartbeat.read(signed, this.directory);
    this.heartbeats.set(adviser.name, heartbeat);
    return heartbeat;
  }

  #fields(): DirectoryFields {
    return {
      organisation: this.id,
      slug: this.slug,
      name: "Acme BV",
      languages: ["nl"],
      serial: 1,
      issued: daysOf(epochOf(TODAY)).first,
      expires: TODAY + 100,
      roots: [{ key: this.root.publicKey, first_serial: 1 }],
      successor: successorHash(SigningKey.draw().publicKey),
      advisers: this.advisers.map(({ listed }) => listed),
      policy: { tracks: ["conduct", "integrity"], shelf_life_days: 180, listed: false },
      pages: [],
    };
  }
}
