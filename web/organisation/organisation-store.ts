import {
  Administrator,
  type Change,
  type Directory,
  type Edition,
  type Link,
  ValidationError,
  Service,
  type SigningKey,
  changesBetween,
  encode,
} from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

/** Who signs for the organisation that is open. Nothing of it is kept on the device. */
export const administrator = signal<Administrator | undefined>(undefined);

/** The version that is published. */
export const directory = signal<Directory | undefined>(undefined);

/** A page or a photo, by its SHA-256. @throws ServiceError, ValidationError */
export type ReadFile = (sha256: Uint8Array) => Promise<Uint8Array>;

/** A change of the version that it is given. It can be made again, on a version that somebody else has changed. */
export type DirectoryEdit = (edition: Edition, file: ReadFile) => Edition | Promise<Edition>;

interface AppliedEdit {
  readonly change: DirectoryEdit;
  /** The edition that this change led to. */
  readonly edition: Edition;
}

const applied = signal<readonly AppliedEdit[]>([]);

/** The next version as it was after each change, the newest last: nothing is published before it is signed. */
export const editions = computed(() => applied.value.map(({ edition }) => edition));

/** The next version as it is now. */
export const edition = computed<Edition | undefined>(
  () => editions.value.at(-1) ?? (directory.value && administrator.value?.edit()),
);

/** What the next version changes. */
export const changes = computed<readonly Change[]>(() =>
  administrator.value && edition.value ? administrator.value.changes(edition.value) : [],
);

/** Takes over an organisation that was opened or founded. */
export function enter(opened: Administrator): void {
  administrator.value = opened;
  directory.value = opened.directory;
  applied.value = [];
}

/** Fetches and verifies the organisation of a link. @throws LinkError, ValidationError, ServiceError */
export async function open({ server, slug, pin }: Link): Promise<void> {
  if (pin === undefined) {
    throw new Unpinned();
  }
  enter(await Administrator.open(new Service(server), { server, slug, pin }));
}

/** The link has no fingerprint: an administrator must know whose organisation it is. */
export class Unpinned extends Error {
  override readonly name = "LinkError";
}

/** The organisation that is open, and its next version. */
interface Opened {
  readonly administrator: Administrator;
  readonly edition: Edition;
  /** Reads one that waits to be published, or one from the server. */
  readonly file: ReadFile;
}

/** The organisation that is open. @throws Error unless one is: screens that need it are shown after that. */
export function opened(): Opened {
  const [one, next] = [administrator.value, edition.value];
  if (!one || !next) {
    throw new Error("no organisation is open");
  }
  return { administrator: one, edition: next, file: fileOf(one, next) };
}

function fileOf(one: Administrator, { files }: Edition): ReadFile {
  return async (sha256) => files.get(encode(sha256)) ?? (await one.file(sha256));
}

/** Makes a change. @throws what the change throws, and nothing has changed then. */
export async function edit(change: DirectoryEdit): Promise<void> {
  const { edition, file } = opened();
  applied.value = [...applied.value, { change, edition: await change(edition, file) }];
}

/** Takes back the last change. */
export function undo(): void {
  applied.value = applied.value.slice(0, -1);
}

/** Takes back all changes. */
export function discard(): void {
  applied.value = [];
}

/** What somebody else has published meanwhile. */
export interface Meanwhile {
  readonly changes: readonly Change[];
  /** How many of the changes cannot be made any more. */
  readonly lost: number;
}

/** Fetches the version that is published now, and makes all changes again on it. @throws ValidationError, ServiceError; the changes are kept then. */
export async function catchUp(): Promise<Meanwhile> {
  const { administrator: one } = opened();
  const before = one.directory;
  const now = await one.refresh();
  const reapplied: AppliedEdit[] = [];
  for (const { change } of applied.value) {
    const edition = reapplied.at(-1)?.edition ?? one.edit();
    try {
      reapplied.push({ change, edition: await change(edition, fileOf(one, edition)) });
    } catch (error) {
      if (!(error instanceof ValidationError)) {
        throw error;
      }
    }
  }
  const lost = applied.value.length - reapplied.length;
  applied.value = reapplied;
  directory.value = now;
  return { changes: changesBetween(before.fields, now.fields).filter(({ kind }) => kind !== "expires"), lost };
}

/** Whom the version that was published last appointed, by name. */
export const appointed = signal<readonly string[]>([]);

/** Signs and publishes the next version. @throws ValidationError, ServiceError; the changes are kept then. */
export async function publish(key: SigningKey, next?: Uint8Array): Promise<void> {
  const { administrator, edition } = opened();
  const names = changes.value.flatMap((change) => (change.kind === "appointed" ? [change.adviser.name] : []));
  directory.value = await administrator.publish(edition, key, next);
  appointed.value = names;
  applied.value = [];
}
