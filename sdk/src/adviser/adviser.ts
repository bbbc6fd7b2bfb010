import { type Attachment } from "../melder/download.js";
import { Code } from "../protocol/code.js";
import { type Day, dayOf, formatDay, parseDay } from "../protocol/day.js";
import { encode } from "../protocol/encoding.js";
import { newPassphrase } from "../protocol/passphrase.js";
import { type Attestation } from "../protocol/request.js";
import { type NotificationSettings, getNotifications, putNotifications } from "../service/notifications.js";
import { ServiceError } from "../service/service-error.js";
import { type ServiceOptions } from "../service/service.js";
import { type VaultStorage, hasVault } from "../vault/vault-storage.js";
import { Vault } from "../vault/vault.js";
import { openOf } from "./asking.js";
import { beginVault, joinVault } from "./begin.js";
import { type Body } from "./body.js";
import { type InboxView, type Forms, type News, type Progress, type ThreadWhole } from "./inbox-view.js";
import { addDraft, lettersOf, messagesOf } from "./drafts.js";
import { startForgetting } from "./forget.js";
import { formsOf, putForm } from "./forms.js";
import { mark, marksOf } from "./marks.js";
import { merging } from "./merge.js";
import { moveVault } from "./move.js";
import * as names from "./names.js";
import { AdviserSession } from "./adviser-session.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { type AppointmentAsked, type Profile, askWith } from "./profile.js";
import { fetchReceived } from "./received.js";
import { changeLock, revoke } from "./revoke.js";
import { checkFiles, sealFile } from "./uploads.js";
import { lettersShown, warningsOf } from "./views.js";

/** What every way to an adviser's vault needs. */
export interface At {
  readonly storage: VaultStorage;
  /** The day by another clock than the device's. */
  readonly today?: () => Day;
  /** How servers are reached: by the platform's `fetch` unless it says otherwise. */
  readonly service?: ServiceOptions;
}

/**
 * What an adviser does, on one of their devices. All that it remembers is in the vault: on this device, sealed, and on the
 * server of one organisation, the first unless it was moved, sealed, too. What is given and got survives being cloned from one thread to another.
 *
 * What reads and notes works at once, without a connection. What needs servers goes on one after the other.
 */
export class Adviser {
  readonly #session: AdviserSession;

  /** Six words, of 7,776 each, with spaces between: 77 bits. */
  static newPassphrase(): string {
    return newPassphrase();
  }

  /** A key code: with the passphrase it opens the vault on a new device. */
  static newKeyCode(): Code {
    return Code.draw();
  }

  /** Whether there is a vault on this device. */
  static hasVault(storage: VaultStorage): Promise<boolean> {
    return hasVault(storage);
  }

  /**
   * Makes identity and vault on this device. Nothing goes to the server but reading the directory.
   *
   * @throws VaultError `exists`, `weak`, `memory`; LinkError; ValidationError, ServiceError.
   */
  static async create(
    at: At & {
      readonly link: string;
      readonly profile: Profile;
      readonly attestation: readonly Attestation[];
      readonly passphrase: string;
      readonly keyCode: Code;
    },
  ): Promise<{ readonly adviser: Adviser; readonly asked: AppointmentAsked }> {
    const today = at.today ?? dayOf;
    const { vault, account, asked } = await beginVault(at, today(), at.service ?? {});
    return { adviser: new Adviser(new AdviserSession(vault, at.storage, [account], today, at.service ?? {})), asked };
  }

  /** Opens the vault on this device; works without a connection. @throws VaultError `passphrase`, `damaged`, `memory`. */
  static async unlock(at: At & { readonly passphrase: string }): Promise<Adviser> {
    const vault = await Vault.open(at.storage, at.passphrase, merging);
    return new Adviser(AdviserSession.of(vault, at.storage, at.today ?? dayOf, at.service ?? {}));
  }

  /**
   * Sets this device up with a vault that is on the server; it takes the place of one that lies here.
   *
   * @throws VaultError `code` where nothing lies under passphrase and key code, or a vault of another organisation.
   */
  static async addDevice(
    at: At & { readonly link: string; readonly passphrase: string; readonly keyCode: Code },
  ): Promise<Adviser> {
    const vault = await joinVault(at, at.service ?? {});
    return new Adviser(AdviserSession.of(vault, at.storage, at.today ?? dayOf, at.service ?? {}));
  }

  private constructor(session: AdviserSession) {
    this.#session = session;
  }

  /** What the inbox shows. */
  inbox(): InboxView {
    return this.#session.inbox();
  }

  /** A thread with all that belongs to it. @throws ServiceError `nothing` where there is none. */
  thread(id: string): ThreadWhole {
    const { account, summary } = this.#session.find(id);
    const { state } = account;
    const notes = state.thread(id)?.notes ?? [];
    const draft = (state.get(names.TYPING + id) as string | undefined) ?? "";
    return {
      ...summary,
      letters: lettersShown(state, id, this.#session.today()),
      warnings: warningsOf(state, id),
      notes: notes.map(({ day, text }) => ({ day: parseDay(day), text })),
      ...(draft !== "" && { draft }),
      forms: formsOf(state, id),
      open: openOf(state.letters(id)),
    };
  }

  /** The threads in which a text stands: in letters, notes or labels. */
  search(text: string): readonly string[] {
    return this.#session.search(text);
  }

  /**
   * Fetches what other devices did, looks into the boxes of all organisations, and sends all that waits. Keys are made,
   * published and destroyed, and heartbeats sent. What goes wrong at one organisation is kept as its `lastError`, and stops no other.
   *
   * @throws VaultError where the vault that the server shows cannot be used.
   */
  sync(progress: Progress = {}): Promise<News> {
    return this.#session.inTurn(() => this.#session.sync(progress));
  }

  /**
   * Takes a letter in, with files that go along. It lies in the vault on this device at once, and goes out with the next sync.
   *
   * @throws ServiceError `nothing`, `empty`, `too-long`, `too-large`; ValidationError for what no melder's client would take.
   */
  async write(thread: string, body: Body, attachments: readonly Attachment[] = []): Promise<void> {
    const { account } = this.#session.find(thread);
    checkFiles(account.state, attachments);
    const isBare = body.kind === "message" && body.text.trim() === "" && attachments.length > 0;
    const letters = isBare ? [] : lettersOf(body);
    const files = await Promise.all(attachments.map((file) => sealFile(thread, file)));
    await this.#session.storage.save(new Map(files.flatMap(({ chunks }) => [...chunks])));
    files.forEach(({ name, upload }) => account.state.put(names.UPLOAD + name, upload));
    addDraft(account.state, {
      melder: thread,
      letters: [...letters, ...files.map(({ letter }) => ({ body: letter }))],
    });
    await this.#session.save();
  }

  /** Keeps what is being typed; an empty text forgets it. */
  async keepDraft(thread: string, text: string): Promise<void> {
    const { account } = this.#session.find(thread);
    account.state.put(names.TYPING + thread, text === "" ? undefined : text);
    await this.#session.save();
  }

  /**
   * Keeps what stands in a form that is not sent yet, by the names of its fields; without fields it is forgotten.
   *
   * @param thread What the form is about; left out where it is about no thread.
   * @throws ServiceError `nothing` where there is no such thread.
   */
  async keepForm(form: string, fields: Forms[string] | undefined, thread?: string): Promise<void> {
    putForm(
      thread === undefined ? this.#session.general : this.#session.find(thread).account.state,
      form,
      fields,
      thread,
    );
    await this.#session.save();
  }

  /** Puts a private note in the place of those that a thread has; an empty one takes them away. */
  async note(thread: string, text: string): Promise<void> {
    const { account } = this.#session.find(thread);
    const kept = account.state.thread(thread);
    const trimmed = text.trim();
    if (kept !== undefined) {
      const notes = trimmed === "" ? [] : [{ day: formatDay(this.#session.today()), text: trimmed }];
      account.state.putThread(thread, { ...kept, notes });
      await this.#session.save();
    }
  }

  /** Puts labels in the place of those that a thread has. */
  async label(thread: string, labels: readonly string[]): Promise<void> {
    const { state } = this.#session.find(thread).account;
    mark(state, thread, { ...marksOf(state, thread), labels });
    await this.#session.save();
  }

  /** Mutes a thread, or no longer. Nobody but this adviser learns of it. */
  async mute(thread: string, muted: boolean): Promise<void> {
    const { state } = this.#session.find(thread).account;
    mark(state, thread, { ...marksOf(state, thread), muted });
    await this.#session.save();
  }

  /** The letters of a thread are not new any more. */
  async shown(thread: string): Promise<void> {
    const { state } = this.#session.find(thread).account;
    state.showLetters(thread);
    await this.#session.save();
  }

  /** The letters of other advisers are not new any more. */
  async shownColleagues(): Promise<void> {
    for (const { state } of this.#session.accounts) {
      state.showColleagueLetters();
    }
    await this.#session.save();
  }

  /** Deletes a thread here at once and, with the next sync, its letters and attachments on the server. */
  async forget(thread: string): Promise<void> {
    const { state } = this.#session.find(thread).account;
    startForgetting(state, thread);
    await this.#session.save();
  }

  /**
   * The attachment in a melder's letter n, proven to be what was sent.
   *
   * @throws ServiceError `nothing`; ValidationError `missing` where chunks have not come yet, or are gone.
   */
  attachment(thread: string, n: number, progress: Progress = {}): Promise<Attachment> {
    const { account } = this.#session.find(thread);
    return fetchReceived(account, thread, n, progress);
  }

  /** Writes to another adviser of an organisation; goes out with the next sync. @throws ServiceError `empty`, `too-long`. */
  async consult(organisation: string, adviser: Uint8Array, text: string): Promise<void> {
    const { state } = this.#account(organisation);
    addDraft(state, { adviser: encode(adviser), letters: messagesOf(text) });
    await this.#session.save();
  }

  /** Asks to be listed with another profile: the administrator signs it. @throws ValidationError for what no directory takes. */
  async askAgain(
    organisation: string,
    profile: Profile,
    attestation: readonly Attestation[],
  ): Promise<AppointmentAsked> {
    const account = this.#account(organisation);
    const asked = await askWith(account, account.identity, profile, attestation);
    await this.#session.save();
    return asked;
  }

  /** Asks another organisation to be appointed, with an identity of its own in this vault. @throws ServiceError `conflict` if it is there. */
  join(link: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked> {
    return this.#session.inTurn(() => this.#session.join(link, profile, attestation));
  }

  /** The key code, to be shown again. */
  keyCode(): Code {
    return Code.of(this.#session.vault.keyCode.bytes.slice());
  }

  /** Gives the vault another passphrase. Other devices have to be set up anew with it. @throws VaultError `passphrase`, `weak` */
  changePassphrase(old: string, passphrase: string): Promise<void> {
    return this.#session.inTurn(() => changeLock(this.#session, old, passphrase));
  }

  /**
   * Shuts all other devices out, since one was lost or is not trusted: new keys, a new key code, new identities. Until the
   * administrator has signed what is asked, melders write to the old ones, which this device still reads.
   */
  revokeDevices(passphrase: string): Promise<{ readonly keyCode: Code; readonly asked: readonly AppointmentAsked[] }> {
    return this.#session.inTurn(() => revoke(this.#session, passphrase));
  }

  /**
   * Has another organisation's server keep the vault, once the one that kept it lists this adviser no more; until then nothing is
   * sent or fetched anywhere. Gives the new key code. Other devices have to be set up anew with it and that organisation's link.
   *
   * @throws VaultError `passphrase`; ValidationError `old` where another device did it before; ServiceError.
   */
  moveVault(organisation: string, passphrase: string): Promise<Code> {
    return this.#session.inTurn(() => moveVault(this.#session, organisation, passphrase));
  }

  /** How an organisation's server tells this adviser to look into the box; nothing where it does not. @throws ServiceError */
  notifications(organisation: string): Promise<NotificationSettings | undefined> {
    const account = this.#account(organisation);
    return this.#session.inTurn(async () => await getNotifications(account.service, await account.openSession()));
  }

  /** Asks to be told so from now on, or without a wish no longer. The server learns where to, and knows it from then on. */
  setNotifications(organisation: string, wish: NotificationSettings | undefined): Promise<void> {
    const account = this.#account(organisation);
    return this.#session.inTurn(async () => {
      await putNotifications(account.service, await account.openSession(), wish);
    });
  }

  /** Overwrites the keys, and forgets what is in memory. Nothing can be done with this object afterwards. */
  lock(): void {
    this.#session.lock();
  }

  #account(organisation: string): OrganisationAccount {
    const account = this.#session.accounts.find(({ name }) => name === organisation);
    if (account === undefined) {
      throw new ServiceError("unknown");
    }
    return account;
  }
}
