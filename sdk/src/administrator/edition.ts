import { sha256 } from "@noble/hashes/sha2.js";

import { type Adviser, idOfAdviser } from "../protocol/adviser.js";
import { compare } from "../protocol/bytes.js";
import { type Directory, type DirectoryFields } from "../protocol/directory.js";
import { encode } from "../protocol/encoding.js";
import { demand } from "../protocol/validation-error.js";

/** What an organisation says of itself that no adviser signs. */
export type Particulars = Pick<DirectoryFields, "name" | "languages" | "policy">;

/** How many bytes a photo or a page has at most: 1 MiB. */
export const MOST_FILE = 1_048_576;

/**
 * The next version of a directory while it is being thought about: what it will say, and the files that it will name. Nothing
 * changes one: each step gives another, so that whoever keeps them can go back.
 */
export class Edition {
  /** The version that this continues. */
  readonly before: Directory;
  /** What the next version says. Serial, days and root are filled in when it is signed. */
  readonly fields: DirectoryFields;
  /** Files that the server may not have yet, by their SHA-256 in base64url. */
  readonly files: ReadonlyMap<string, Uint8Array>;

  /** Begins with what the present version says. */
  static of(before: Directory): Edition {
    return new Edition(before, before.fields, new Map());
  }

  private constructor(before: Directory, fields: DirectoryFields, files: ReadonlyMap<string, Uint8Array>) {
    this.before = before;
    this.fields = fields;
    this.files = files;
  }

  /** Name, languages and policy as given, all or some of them. */
  with(particulars: Partial<Particulars>): Edition {
    return this.#next({ ...this.fields, ...particulars });
  }

  /**
   * Lists an adviser, in the place that they have if they are listed already (their profile is renewed), in the place of
   * `replaces` (an id, 32 bytes) if that one is, else at the end.
   *
   * @param photo The photo that the adviser's profile names, unless the server has it.
   * @throws ValidationError `hash` for another photo; `limit` where another adviser has this name: melders choose by name.
   */
  appoint(adviser: Adviser, { photo, replaces }: { photo?: Uint8Array; replaces?: Uint8Array } = {}): Edition {
    if (photo !== undefined) {
      demand(adviser.photo !== undefined && compare(sha256(photo), adviser.photo) === 0, "hash");
    }
    const id = idOfAdviser(adviser);
    const isSame = (listed: Adviser) => compare(idOfAdviser(listed), id) === 0;
    const isReplaced = (listed: Adviser) => replaces !== undefined && compare(idOfAdviser(listed), replaces) === 0;
    const others = this.fields.advisers.filter((listed) => !isSame(listed) && !isReplaced(listed));
    demand(!others.some(({ name }) => sameName(name, adviser.name)), "limit");
    const at = this.fields.advisers.findIndex((listed) => isSame(listed) || isReplaced(listed));
    const position = at === -1 ? others.length : at;
    const advisers = [...others.slice(0, position), adviser, ...others.slice(position)].map((listed) =>
      replaces === undefined ? listed : withDeputy(listed, replaces, id),
    );
    return this.#next({ ...this.fields, advisers }, photo);
  }

  /** Takes an adviser off, by the id (32 bytes). Who has them as a deputy has none then. */
  dismiss(id: Uint8Array): Edition {
    const advisers = this.fields.advisers
      .filter((listed) => compare(idOfAdviser(listed), id) !== 0)
      .map((listed) => withDeputy(listed, id));
    return this.#next({ ...this.fields, advisers });
  }

  /**
   * Puts a page in a language; nothing in the place of `bytes` takes it away.
   *
   * @throws ValidationError `limit` for more than 1 MiB.
   */
  page(name: string, language: string, bytes: Uint8Array | undefined): Edition {
    const others = this.fields.pages.filter((page) => page.name !== name || page.language !== language);
    if (bytes === undefined) {
      return this.#next({ ...this.fields, pages: others });
    }
    demand(bytes.length <= MOST_FILE, "limit");
    const pages = [...others, { name, language, sha256: sha256(bytes) }];
    return this.#next({ ...this.fields, pages }, bytes);
  }

  #next(fields: DirectoryFields, file?: Uint8Array): Edition {
    const files = file === undefined ? this.files : new Map([...this.files, [encode(sha256(file)), file] as const]);
    return new Edition(this.before, fields, files);
  }
}

/** Names another deputy in the place of one, or none. */
function withDeputy(listed: Adviser, from: Uint8Array, to?: Uint8Array): Adviser {
  if (listed.deputy === undefined || compare(listed.deputy, from) !== 0) {
    return listed;
  }
  const copy: { -readonly [K in keyof Adviser]: Adviser[K] } = { ...listed };
  if (to === undefined) {
    delete copy.deputy;
  } else {
    copy.deputy = to;
  }
  return copy;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
