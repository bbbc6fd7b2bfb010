import { sha256 } from "@noble/hashes/sha2.js";

import { compare } from "../protocol/bytes.js";
import { chain, walk } from "../protocol/chain.js";
import { type Day, dayOf } from "../protocol/day.js";
import { Directory, type DirectoryFields } from "../protocol/directory.js";
import { encode } from "../protocol/encoding.js";
import { signFile } from "../protocol/file.js";
import { fingerprint, successorHash } from "../protocol/id.js";
import { demand } from "../protocol/validation-error.js";
import { type SigningKey } from "../protocol/signature.js";
import { type Signed } from "../protocol/signed.js";
import * as answers from "../service/answers.js";
import { type Link } from "../service/link.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { type Service } from "../service/service.js";
import { isTooOld } from "../service/version.js";
import { type Change, changesBetween } from "./changes.js";
import { Edition, type Particulars } from "./edition.js";

/** What an organisation says of itself at first. */
export interface Founding extends Particulars {
  /** The name in addresses. */
  readonly slug: string;
}

/** A version of the directory, with what it changed. */
export interface Version {
  readonly directory: Directory;
  /** What it changed from the one before; empty for the first. */
  readonly changes: readonly Change[];
}

/** Which of an organisation's keys a key is. */
export type Standing = "root" | "successor" | "retired" | "other";

/** How many days a directory is valid: 26 weeks. */
export const DIRECTORY_DAYS = 182;

/**
 * What an organisation's administrator does: look at the directory and sign the next version of it. Whoever holds the root key
 * can appoint advisers; no key that is used here opens a letter, and no call that is made here tells how many there are.
 */
export class Administrator {
  /** The organisation's link, with the fingerprint. */
  readonly link: Required<Link>;
  readonly #service: Service;
  readonly #today: () => Day;
  #directory: Directory;

  /**
   * Makes an organisation: its first directory, signed by its first root. The same again succeeds, so that a connection which
   * broke is no trouble.
   *
   * @param admission What whoever runs the server gave for this slug: base64url of 32 bytes.
   * @param successor The public key of the next root, 32 bytes.
   * @throws ValidationError where something is outside its limits; ServiceError `refused` with the problem `admission-unknown`,
   * `admission-used`, `admission-slug`, `conflict` where there is such an organisation.
   */
  static async found(
    service: Service,
    { slug, name, languages, policy }: Founding,
    admission: string,
    root: SigningKey,
    successor: Uint8Array,
    { today = dayOf }: { today?: () => Day } = {},
  ): Promise<Administrator> {
    const organisation = fingerprint(root.publicKey);
    const fields: DirectoryFields = {
      organisation,
      slug,
      name,
      languages,
      serial: 1,
      issued: today(),
      expires: today() + DIRECTORY_DAYS,
      roots: [{ key: root.publicKey, first_serial: 1 }],
      successor: successorHash(successor),
      advisers: [],
      policy,
      pages: [],
    };
    await demandKnown(service);
    const directory = Directory.sign(fields, root);
    await put(service, slug, directory.signed, { authorization: `Bearer ${admission.trim()}` });
    return new Administrator(service, { server: service.server, slug, pin: { organisation } }, directory, today);
  }

  /**
   * Fetches an organisation's directory and verifies it, from the root on that the link pins. It may have expired: to sign it anew
   * is what an administrator comes for.
   *
   * @throws ValidationError; ServiceError
   */
  static async open(
    service: Service,
    link: Required<Link>,
    { today = dayOf }: { today?: () => Day } = {},
  ): Promise<Administrator> {
    await demandKnown(service);
    return new Administrator(service, link, await newest(service, link, today()), today);
  }

  private constructor(service: Service, link: Required<Link>, directory: Directory, today: () => Day) {
    this.#service = service;
    this.link = { ...link, pin: { organisation: link.pin.organisation } };
    this.#directory = directory;
    this.#today = today;
  }

  /** The present version, as it was last fetched or published. */
  get directory(): Directory {
    return this.#directory;
  }

  /** How many days the directory is valid still, today included; 0 where it has expired. */
  get daysLeft(): number {
    return Math.max(0, this.#directory.fields.expires - this.#today() + 1);
  }

  /** Fetches the directory anew. @throws ValidationError `old`, `two-histories` where the server shows another past; ServiceError */
  async refresh(): Promise<Directory> {
    const directory = await newest(this.#service, this.link, this.#today());
    directory.checkNamed(this.#directory.named);
    this.#directory = directory;
    return directory;
  }

  /** Which key this is: only `root` signs the next version, and `successor` the first one of a new root. */
  standing(key: Uint8Array): Standing {
    const { roots, successor } = this.#directory.fields;
    if (compare(this.#directory.root.key, key) === 0) {
      return "root";
    }
    if (compare(successorHash(key), successor) === 0) {
      return "successor";
    }
    return roots.some((root) => compare(root.key, key) === 0) ? "retired" : "other";
  }

  /** The next version, to be changed: what it says is what the present one says. */
  edit(): Edition {
    return Edition.of(this.#directory);
  }

  /** What an edition changes. */
  changes({ fields }: Edition): readonly Change[] {
    return changesBetween(this.#directory.fields, fields);
  }

  /**
   * Signs an edition as the next version, valid for 26 weeks from today, and publishes its files and then itself. An edition
   * that changes nothing renews the expiry. The same again succeeds after a connection broke.
   *
   * @param key The root; or the successor, whose first version ends the root before: then `next` is the public key (32 bytes) of the
   * root after it.
   * @throws ValidationError `successor`, `retired-root`, `organisation` for another key; `size` where the directory is too large;
   * ServiceError `conflict` with the problem `serial` or `previous` where somebody else published meanwhile: `refresh`, and edit anew.
   */
  async publish(edition: Edition, key: SigningKey, next?: Uint8Array): Promise<Directory> {
    const before = edition.before;
    if (compare(before.hash, this.#directory.hash) !== 0) {
      throw new ServiceError("conflict", { problem: "previous" });
    }
    const signed = Directory.sign(
      {
        ...edition.fields,
        serial: before.fields.serial + 1,
        previous: before.hash,
        issued: this.#today(),
        expires: this.#today() + DIRECTORY_DAYS,
        ...this.#roots(key, next),
      },
      key,
    );
    const isNewRoot = next !== undefined;
    // a new root may sign files only once it is the root
    if (isNewRoot) {
      demand(edition.files.size === 0, "successor");
    }
    await this.#putFiles(edition, key);
    await put(this.#service, this.link.slug, signed.signed);
    this.#directory = signed;
    return signed;
  }

  #roots(key: SigningKey, next: Uint8Array | undefined): Partial<DirectoryFields> {
    const standing = this.standing(key.publicKey);
    demand(standing !== "other", "organisation");
    demand(standing !== "retired", "retired-root");
    demand((standing === "successor") === (next !== undefined), "successor");
    const { roots, serial } = this.#directory.fields;
    return next === undefined
      ? {}
      : {
          roots: [...roots, { key: key.publicKey, first_serial: serial + 1 }],
          successor: successorHash(next),
        };
  }

  /** Files that the next version names and the present one does not. */
  async #putFiles({ fields, files }: Edition, key: SigningKey): Promise<void> {
    const named = [...fields.pages.map((page) => page.sha256), ...fields.advisers.flatMap(({ photo }) => photo ?? [])];
    for (const sha of new Set(named.map(encode))) {
      const file = files.get(sha);
      if (file !== undefined) {
        const path = { slug: this.link.slug, sha256: sha };
        const headers = { "fluister-signature": signFile(file, fields.organisation, key) };
        await this.#service.call("put", "/v1/organisations/{slug}/files/{sha256}", { path, headers, body: file });
      }
    }
  }

  /** A page or a photo, at most 1 MiB. @throws ValidationError `hash` for other bytes than the directory names; ServiceError */
  async file(hash: Uint8Array): Promise<Uint8Array> {
    const path = { slug: this.link.slug, sha256: encode(hash) };
    const bytes = await this.#service.call("get", "/v1/organisations/{slug}/files/{sha256}", { path });
    demand(compare(sha256(bytes), hash) === 0, "hash");
    return bytes;
  }

  /**
   * All versions from the first, verified as one chain, each with what it changed.
   *
   * @param progress Is told how many of them have been read.
   * @throws ValidationError where one does not follow the one before, or the last is not the present one; ServiceError
   */
  async versions(progress?: (done: number, of: number) => void): Promise<readonly Version[]> {
    const { serial: last } = this.#directory.fields;
    const directories: Directory[] = [];
    for (let serial = 1; serial < last; serial++) {
      const path = { slug: this.link.slug, serial };
      const shown = await this.#service.call("get", "/v1/organisations/{slug}/directory/{serial}", { path });
      directories.push(Directory.read(answers.read(answers.signed, shown)));
      progress?.(serial, last);
      await pause();
    }
    directories.push(this.#directory);
    progress?.(last, last);
    chain(directories);
    return directories.map((directory, i) => {
      const before = directories[i - 1];
      const changes = before === undefined ? [] : changesBetween(before.fields, directory.fields);
      return { directory, changes };
    });
  }
}

async function demandKnown(service: Service): Promise<void> {
  const info = answers.read(answers.serverInfo, await service.call("get", "/v1/server", {}));
  if (info.protocol !== 1 || isTooOld(info.oldest_client)) {
    throw new ServiceError("too-old");
  }
}

async function newest(service: Service, link: Required<Link>, today: Day): Promise<Directory> {
  const path = { slug: link.slug };
  const shown = answers.read(answers.organisation, await service.call("get", "/v1/organisations/{slug}", { path }));
  const firsts = shown.first_directories.map((first) => Directory.read(first));
  const directory = Directory.read(shown.directory);
  walk({ organisation: link.pin.organisation }, firsts, directory);
  demand(directory.fields.slug === link.slug, "organisation");
  demand(today >= directory.fields.issued - 1, "future");
  return directory;
}

async function put(
  service: Service,
  slug: string,
  { payload, signature }: Signed,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const body = { payload: encode(payload), signature: encode(signature) };
  await service.call("put", "/v1/organisations/{slug}/directory", { path: { slug }, headers, body });
}
