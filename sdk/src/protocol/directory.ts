import { type Adviser, MOST_LANGUAGES, adviser, idOfAdviser, language, name, tracks } from "./adviser.js";
import { compare } from "./bytes.js";
import { type Day } from "./day.js";
import { encode } from "./encoding.js";
import { fingerprint } from "./id.js";
import { type Named, WIDE, checkNamed } from "./named.js";
import { demand, reject } from "./validation-error.js";
import {
  type ObjectOf,
  U32,
  bytes,
  checkFields,
  day,
  demandRising,
  list,
  listOrNone,
  number,
  object,
  optional,
  text,
  trueOrNone,
} from "./shape.js";
import { type SigningKey, checkVerifyingKey } from "./signature.js";
import { type Signed, type Verified, readSigned, sign, verifySigned } from "./signed.js";
import { isSlug } from "./text.js";

/** How many roots, and how many advisers, a directory names at most. */
export const SIXTY_FOUR = 64;
const MOST_DAYS = 182;
const LEAST_RETENTION = 30;
const LEAST_RETENTION_OF_INTEGRITY = 120;
const MOST_RETENTION = 365;

const upToRoots = {
  organisation: bytes(32),
  slug: text(isSlug),
  name,
  languages: list(language, 1, MOST_LANGUAGES),
  serial: number(1, WIDE, WIDE),
  previous: optional(bytes(32)),
  issued: day,
  expires: day,
  roots: list(object({ key: bytes(32, checkVerifyingKey), first_serial: number(1, WIDE, WIDE) }), 1, SIXTY_FOUR),
};

const afterRoots = {
  successor: bytes(32),
  advisers: list(adviser, 0, SIXTY_FOUR),
  policy: object(
    { tracks, shelf_life_days: number(LEAST_RETENTION, MOST_RETENTION, U32), listed: trueOrNone },
    (policy) => {
      const least = policy.tracks.includes("integrity") ? LEAST_RETENTION_OF_INTEGRITY : LEAST_RETENTION;
      demand(policy.shelf_life_days >= least, "limit");
    },
  ),
  pages: listOrNone(object({ name, language, sha256: bytes(32) }), 128),
};

const directoryFields = { ...upToRoots, ...afterRoots };

/** What a directory says. Fields have the names that they have in JSON. */
export type DirectoryFields = ObjectOf<typeof directoryFields>;

const SHAPE = {
  name: "directory",
  fields: directoryFields,
  check: (value: DirectoryFields) => {
    checkFields(upToRoots, value);
    demand((value.serial === 1) === (value.previous === undefined), "limit");
    demand(value.expires >= value.issued && value.expires <= value.issued + MOST_DAYS, "limit");
    demandRising(value.roots, (a, b) => a.first_serial < b.first_serial, "limit");
    demand(value.roots[0]?.first_serial === 1, "limit");
    demand(rootOf(value).first_serial <= value.serial, "limit");
    demand(compare(fingerprint(value.roots[0].key), value.organisation) === 0, "organisation");
    checkFields(afterRoots, value);
    const identities = new Set(value.advisers.map((listed) => encode(listed.identity)));
    demand(identities.size === value.advisers.length, "limit");
  },
} as const;

/** One of the keys that an organisation signed, or signs, its directories with. */
export type Root = DirectoryFields["roots"][number];

/** A directory whose signature by its own last root was verified. Whether that root is to be believed, `walk` says. */
export class Directory {
  readonly fields: DirectoryFields;
  readonly signed: Signed;
  /** `H("directory", payload)`. */
  readonly hash: Uint8Array;

  /** Reads a directory under the last root that it names itself. @throws ValidationError */
  static read(signed: Signed): Directory {
    const fields = readSigned(SHAPE, signed);
    return new Directory(fields, verifySigned(SHAPE.name, signed, rootOf(fields).key));
  }

  /** Signs a directory with its last root. @throws ValidationError what a reader would refuse it for. */
  static sign(fields: DirectoryFields, root: SigningKey): Directory {
    return Directory.read(sign(SHAPE, fields, root));
  }

  private constructor(fields: DirectoryFields, { signed, hash }: Verified) {
    this.fields = fields;
    this.signed = signed;
    this.hash = hash;
  }

  /** Serial and hash, as others name this directory. */
  get named(): Named {
    return { serial: this.fields.serial, hash: this.hash };
  }

  /** The root that signed it. */
  get root(): Root {
    return rootOf(this.fields);
  }

  /** The adviser with an id, if there is one. */
  adviser(id: Uint8Array): Adviser | undefined {
    return this.fields.advisers.find((listed) => compare(idOfAdviser(listed), id) === 0);
  }

  /** @throws ValidationError `future`, `expired` unless it is valid today: from the day before `issued` to `expires`. */
  checkDay(today: Day): void {
    demand(today >= this.fields.issued - 1, "future");
    demand(today <= this.fields.expires, "expired");
  }

  /** @throws ValidationError `old`, `two-histories` if another was named elsewhere, or seen before. */
  checkNamed(before: Named): void {
    checkNamed(this.named, before);
  }
}

function rootOf(fields: DirectoryFields): Root {
  return fields.roots.at(-1) ?? reject("limit");
}
