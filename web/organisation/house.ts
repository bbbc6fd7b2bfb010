import {
  Administrator,
  type Change,
  type Directory,
  type Edition,
  type Link,
  Service,
  type SigningKey,
  encode,
} from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

/** Who signs for the organisation that is open. Nothing of it is kept on the device. */
export const administrator = signal<Administrator | undefined>(undefined);

/** The version that is published. */
export const directory = signal<Directory | undefined>(undefined);

/** The next version as it was after each step, the newest last: nothing is published before it is signed. */
export const editions = signal<readonly Edition[]>([]);

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
  editions.value = [];
}

/** Fetches and verifies the organisation of a link. @throws LinkError, Refusal, ServiceError */
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
  /** A page or a photo, by its SHA-256: one that waits to be published, or from the server. @throws ServiceError, Refusal */
  readonly file: (sha256: Uint8Array) => Promise<Uint8Array>;
}

/** The organisation that is open. @throws Error unless one is: screens that need it are shown after that. */
export function opened(): Opened {
  const [one, next] = [administrator.value, edition.value];
  if (!one || !next) {
    throw new Error("no organisation is open");
  }
  const file = async (sha256: Uint8Array) => next.files.get(encode(sha256)) ?? (await one.file(sha256));
  return { administrator: one, edition: next, file };
}

/** Changes the next version. @throws what the change throws, and nothing has changed then. */
export function edit(change: (edition: Edition) => Edition): void {
  editions.value = [...editions.value, change(opened().edition)];
}

/** Takes back the last step. */
export function undo(): void {
  editions.value = editions.value.slice(0, -1);
}

/** Takes back all steps. */
export function discard(): void {
  editions.value = [];
}

/** Fetches the version that is published now; all steps are taken back, since they began with another. @throws Refusal, ServiceError */
export async function refresh(): Promise<void> {
  directory.value = await opened().administrator.refresh();
  editions.value = [];
}

/** Whom the version that was published last appointed, by name. */
export const appointed = signal<readonly string[]>([]);

/** Signs and publishes the next version. @throws Refusal, ServiceError; the steps are kept then. */
export async function publish(key: SigningKey, next?: Uint8Array): Promise<void> {
  const { administrator, edition } = opened();
  const names = changes.value.flatMap((change) => (change.kind === "appointed" ? [change.adviser.name] : []));
  directory.value = await administrator.publish(edition, key, next);
  appointed.value = names;
  editions.value = [];
}
