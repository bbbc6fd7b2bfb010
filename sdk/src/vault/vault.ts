import { compare } from "../protocol/bytes.js";
import { type Code } from "../protocol/code.js";
import { idOf } from "../protocol/id.js";
import { type StoredRecord, checkSeen, seenManifest } from "../protocol/manifest.js";
import { ValidationError } from "../protocol/validation-error.js";
import { type Service } from "../service/service.js";
import { type Session } from "../service/session.js";
import { type Change, MOST_CHANGES, MOST_IN_A_BATCH, changeVault, fetchWrap, sizeOf } from "../service/vault.js";
import { Base } from "./base.js";
import { openLocal, sealLocal } from "./local.js";
import { type Lock, type Opened, copyOf, drawKeys, openWrap, sealWrap, unlockKnown, unlockNew } from "./lock.js";
import { type EntryStore, type Merging, type VaultEntries, mergeVaultEntries } from "./entries.js";
import { portion } from "./portion.js";
import { TRIES, fetchBase } from "./remote.js";
import { rewrite, rewriteElsewhere } from "./rotation.js";
import { type VaultStorage, type StoredVault, hasVault, readStorage, storageChanges } from "./vault-storage.js";
import { VaultError, vaultErrorOf } from "./vault-error.js";

/** The server on which a vault lies, and a session of an adviser there. */
export interface Remote {
  readonly service: Service;
  readonly session: Session;
}

/**
 * An unlocked vault: on this device in its storage, on the server as the same records, both sealed. `save` makes a change last here,
 * `transact` on the server, too.
 */
export class Vault implements EntryStore {
  readonly #storage: VaultStorage;
  readonly #merging: Merging;
  #opened: Opened;
  #now: Map<string, string>;
  /** A change that the server has not taken yet: it is not kept on this device. */
  #underway: { readonly before: VaultEntries; readonly after: VaultEntries } | undefined;
  /** A lock of which it is not known whether the server has taken it. */
  #next: Lock | undefined;
  #stored: StoredVault | undefined;
  #localVersion: number;
  #isWiped = false;
  #saving: Promise<void> = Promise.resolve();

  /**
   * Makes a new vault. It is on the device once it is saved, and on the server with the first `transact`.
   *
   * @throws VaultError `exists` where there is one in this storage, `weak`, `memory`.
   */
  static async create(
    storage: VaultStorage,
    passphrase: string,
    keyCode: Code,
    entries: VaultEntries,
    merging: Merging,
  ): Promise<Vault> {
    if (await hasVault(storage)) {
      throw new VaultError("exists");
    }
    const unlocked = unlockNew(passphrase, keyCode);
    const keys = drawKeys();
    const wrap = sealWrap(unlocked, keys, 1);
    const opened = { keyCode: copyOf(keyCode), unlocked, wrap, keys, base: Base.EMPTY };
    return new Vault(storage, merging, opened, entries, 0);
  }

  /** Opens what lies on this device. Works without a connection. @throws VaultError `passphrase`, `damaged`, `memory`. */
  static async open(storage: VaultStorage, passphrase: string, merging: Merging): Promise<Vault> {
    try {
      const stored = readStorage(await storage.load());
      const { keyCode, wrap, manifest } = stored;
      const unlocked = unlockKnown(passphrase, keyCode);
      const keys = openWrap(unlocked, wrap, "passphrase");
      const base = manifest === undefined ? Base.EMPTY : Base.open(keys.key, manifest, stored.records);
      const { entries, next } = openLocal(keys, stored.local, base.entries);
      const vault = new Vault(storage, merging, { keyCode, unlocked, wrap, keys, base }, entries, stored.local.version);
      vault.#stored = stored;
      vault.#next = next;
      return vault;
    } catch (error) {
      throw vaultErrorOf(error, "damaged");
    }
  }

  /**
   * Sets a further device up, with nothing but passphrase and key code. Once it is saved it takes the place of what lay in the storage.
   *
   * @throws VaultError `code` where nothing lies there, `altered`.
   */
  static async fetch(
    storage: VaultStorage,
    service: Service,
    passphrase: string,
    keyCode: Code,
    merging: Merging,
  ): Promise<Vault> {
    const unlocked = unlockKnown(passphrase, keyCode, "code");
    const wrap = await fetchWrap(service, unlocked.wrapToken);
    if (wrap === undefined) {
      throw new VaultError("code");
    }
    try {
      const keys = openWrap(unlocked, wrap, "altered");
      const base = (await fetchBase(service, keys, Base.EMPTY)) ?? Base.EMPTY;
      return new Vault(storage, merging, { keyCode: copyOf(keyCode), unlocked, wrap, keys, base }, base.entries, 0);
    } catch (error) {
      throw vaultErrorOf(error, "altered");
    }
  }

  private constructor(
    storage: VaultStorage,
    merging: Merging,
    opened: Opened,
    entries: VaultEntries,
    localVersion: number,
  ) {
    this.#storage = storage;
    this.#merging = merging;
    this.#opened = opened;
    this.#now = new Map(entries);
    this.#localVersion = localVersion;
  }

  /** What the vault holds, with what has changed on this device. */
  get entries(): VaultEntries {
    this.#demandKeys();
    return this.#now;
  }

  /** The key code, which together with the passphrase opens the vault. @throws VaultError `locked`. */
  get keyCode(): Code {
    return this.#opened.keyCode;
  }

  /** Whether the vault has been on the server. */
  get isOnServer(): boolean {
    return this.#opened.base.manifest !== undefined;
  }

  /** Whether there is something that the server does not have. */
  get hasChanged(): boolean {
    const { entries } = this.#opened.base;
    return this.#now.size !== entries.size || [...this.#now].some(([name, content]) => entries.get(name) !== content);
  }

  /** Puts an entry, or takes it away. It lasts once it is saved. */
  put(name: string, content: string | undefined): void {
    if (content === undefined) {
      this.#now.delete(name);
    } else {
      this.#now.set(name, content);
    }
  }

  /** Makes what has changed last on this device. */
  async save(): Promise<void> {
    const mine = this.#saving.then(() => this.#save());
    this.#saving = mine.catch(() => undefined);
    await mine;
  }

  /**
   * Fetches what other devices have changed and puts it together with what was changed here. Nothing happens for a vault that
   * has not been on the server yet.
   *
   * @throws VaultError `old`, `two_histories`, `changed_elsewhere`, `altered`; ServiceError.
   */
  async pull(service: Service): Promise<void> {
    this.#demandKeys();
    if (!this.isOnServer) {
      return;
    }
    for (;;) {
      const { unlocked, wrap, keys, base } = this.#opened;
      const { lock, shown } = await this.#shownWrap(service);
      const isRotated = lock.unlocked !== unlocked || shown.version > wrap.version;
      try {
        const newKeys = isRotated ? openWrap(lock.unlocked, shown, "altered") : keys;
        const fetched = await fetchBase(service, newKeys, isRotated ? Base.EMPTY : base);
        this.#demandKeys();
        if (fetched !== undefined) {
          const { keyCode, unlocked } = lock;
          this.#next = unlocked === this.#next?.unlocked ? undefined : this.#next;
          this.#take({ keyCode, unlocked, wrap: shown, keys: newKeys, base: fetched });
          await this.save();
        }
        return;
      } catch (error) {
        // Keys were drawn anew between the two calls.
        if (!(error instanceof ValidationError && (await this.#shownWrap(service)).shown.version > shown.version)) {
          throw vaultErrorOf(error, "altered");
        }
      }
    }
  }

  /**
   * Changes the vault here and on the server in one step. Where another device was faster, its changes are fetched and `change`
   * is made anew on top of them; where it cannot be done, nothing has changed. What else is put meanwhile stays.
   *
   * @throws what `change` throws; VaultError `busy`, `too-large`; ServiceError.
   */
  async transact<T>(remote: Remote, change: () => T): Promise<T> {
    for (let tried = 0; tried < TRIES; tried++) {
      if (!(await this.#lighten(remote))) {
        await this.pull(remote.service);
        continue;
      }
      const before = new Map(this.#now);
      let isStored = false;
      try {
        const made = change();
        this.#underway = { before, after: new Map(this.#now) };
        isStored = await this.push(remote);
        if (isStored) {
          return made;
        }
      } catch (error) {
        this.#underway ??= { before, after: new Map(this.#now) };
        throw error;
      } finally {
        if (!isStored && !this.#isWiped) {
          this.#now = this.#settled();
        }
        this.#underway = undefined;
      }
      await this.pull(remote.service);
    }
    throw new VaultError("busy");
  }

  /** Puts what has changed here on the server. False where another device has changed the vault meanwhile. */
  push(remote: Remote): Promise<boolean> {
    return this.#put(remote, this.#now);
  }

  /** Puts what has changed here on the server beforehand, where it is too much to go along with another change. */
  async #lighten(remote: Remote): Promise<boolean> {
    this.#demandKeys();
    while (this.isOnServer) {
      const some = portion(this.#opened.base.entries, this.#now);
      if (some === undefined) {
        return true;
      }
      if (!(await this.#put(remote, some))) {
        return false;
      }
    }
    return true;
  }

  async #put({ service, session }: Remote, entries: VaultEntries): Promise<boolean> {
    this.#demandKeys();
    const { base, keys, wrap, unlocked } = this.#opened;
    const next = base.with(keys.key, entries);
    if (next === undefined) {
      return true;
    }
    const changes: Change[] = [...next.changes];
    if (base.manifest === undefined) {
      changes.push({ of: "wrap", id: idOf(unlocked.wrapToken), expected: 0, put: wrap });
    }
    if (changes.length > MOST_CHANGES || changes.reduce((sum, one) => sum + sizeOf(one), 0) > MOST_IN_A_BATCH) {
      throw new VaultError("too-large");
    }
    const isStored = await changeVault(service, keys.token, session, changes);
    this.#demandKeys();
    if (isStored) {
      this.#opened = { ...this.#opened, base: next.base };
      this.#underway = undefined;
      await this.save();
    }
    return isStored;
  }

  /**
   * Draws a new vault key and writes everything under it, so that older copies of the vault and its key open nothing that is
   * written from now on. Under the same passphrase and key code other devices follow by themselves.
   *
   * @param lock Another passphrase or key code: then other devices have to be set up anew with them.
   * @param change Is made together with it: where it cannot be done, nothing has changed.
   * @throws VaultError `busy` where another device does the same, `weak`; ServiceError.
   */
  async rotate(
    remote: Remote,
    lock?: { readonly passphrase: string; readonly keyCode: Code },
    change: () => void = () => undefined,
  ): Promise<void> {
    const before = this.#opened;
    const next = lock
      ? { keyCode: copyOf(lock.keyCode), unlocked: unlockNew(lock.passphrase, lock.keyCode) }
      : { keyCode: before.keyCode, unlocked: before.unlocked };
    if (lock) {
      // On this device before it counts on the server: if the answer does not arrive, nobody else knows the key code.
      this.#next = next;
      await this.save();
    }
    try {
      await this.#rewriting(change, (use) => rewrite(this, remote, before, next, use));
    } catch (error) {
      if (error instanceof VaultError && error.kind === "busy") {
        await this.pull(remote.service);
      }
      throw error;
    }
  }

  /**
   * Has another organisation keep the vault from now on, under new keys and another key code. The one before may not be written
   * to any more: what lies there stays, and other devices have to be set up anew.
   *
   * @param change Is made together with it.
   * @throws VaultError `weak`; ServiceError.
   */
  async move(
    remote: Remote,
    lock: { readonly passphrase: string; readonly keyCode: Code },
    change: () => void,
  ): Promise<void> {
    const next = { keyCode: copyOf(lock.keyCode), unlocked: unlockNew(lock.passphrase, lock.keyCode) };
    await this.#rewriting(change, (use) => rewriteElsewhere(this, remote, this.#opened, next, use));
  }

  /** Writes the vault anew with a change: where it cannot be done, nothing has changed. */
  async #rewriting(change: () => void, rewriting: (use: (opened: Opened) => void) => Promise<void>): Promise<void> {
    const entries = new Map(this.#now);
    change();
    this.#underway = { before: entries, after: new Map(this.#now) };
    try {
      await rewriting((opened) => {
        this.#opened = opened;
        this.#next = this.#underway = undefined;
      });
    } catch (error) {
      if (!this.#isWiped) {
        this.#now = this.#settled();
      }
      this.#underway = undefined;
      throw error;
    }
  }

  /** Puts together what is on the server and what was changed here. @internal */
  merge(before: VaultEntries, theirs: VaultEntries): void {
    this.#now = mergeVaultEntries(before, this.#now, theirs, this.#merging);
  }

  /** @throws VaultError `passphrase` unless it is the passphrase. */
  checkPassphrase(passphrase: string): void {
    const { unlocked, keyCode } = this.#opened;
    if (compare(unlockKnown(passphrase, keyCode).wrapToken, unlocked.wrapToken) !== 0) {
      throw new VaultError("passphrase");
    }
  }

  /** Overwrites the keys, and forgets what the vault holds. What is under way ends with the error `locked`. */
  wipe(): void {
    this.#isWiped = true;
    const { keys, unlocked, keyCode } = this.#opened;
    [keys.key, unlocked.wrapKey, keyCode].forEach((secret) => secret.wipe());
    keys.token.fill(0);
    unlocked.wrapToken.fill(0);
    this.#next?.keyCode.wipe();
    this.#next?.unlocked.wrapKey.wipe();
    this.#next?.unlocked.wrapToken.fill(0);
    this.#next = undefined;
    this.#now = new Map();
    this.#stored = undefined;
    this.#opened = { ...this.#opened, base: Base.EMPTY };
  }

  /** What follows from keys that were overwritten must reach neither the server nor the storage. @throws VaultError `locked`. */
  #demandKeys(): void {
    if (this.#isWiped) {
      throw new VaultError("locked");
    }
  }

  #take(opened: Opened): void {
    this.merge(this.#opened.base.entries, opened.base.entries);
    this.#opened = opened;
  }

  /** The wrap record as the server has it, which must not be older than this device knows. */
  async #shownWrap(service: Service): Promise<{ readonly lock: Lock; readonly shown: StoredRecord }> {
    const { unlocked, wrap } = this.#opened;
    const shown = await fetchWrap(service, unlocked.wrapToken);
    if (shown === undefined) {
      const lock = this.#next;
      const swapped = lock && (await fetchWrap(service, lock.unlocked.wrapToken));
      if (lock === undefined || swapped === undefined) {
        throw new VaultError("changed_elsewhere");
      }
      return { lock, shown: swapped };
    }
    try {
      checkSeen(seenManifest(shown), seenManifest(wrap));
    } catch (error) {
      throw vaultErrorOf(error, "altered");
    }
    return { lock: this.#opened, shown };
  }

  /** What the vault holds without a change that is under way. */
  #settled(): Map<string, string> {
    const { before, after } = this.#underway ?? {};
    return before && after ? mergeVaultEntries(after, this.#now, before, this.#merging) : this.#now;
  }

  async #save(): Promise<void> {
    const lain = this.#stored === undefined ? await this.#storage.load() : undefined;
    this.#demandKeys();
    const { keyCode, wrap, keys, base } = this.#opened;
    const version = this.#localVersion + 1;
    const local = sealLocal(keys, version, base.entries, { entries: this.#settled(), next: this.#next });
    const stored = { keyCode, wrap, manifest: base.manifest, records: base.records, local };
    const changes = storageChanges(stored, this.#stored);
    for (const name of lain?.keys() ?? []) {
      if (!changes.has(name)) {
        changes.set(name, undefined);
      }
    }
    await this.#storage.save(changes);
    [this.#stored, this.#localVersion] = [stored, version];
  }
}
