import { Trusted } from "../melder/trust.js";
import { type Day, parseDay } from "../protocol/day.js";
import { type Attestation } from "../protocol/request.js";
import { formatLink } from "../service/link.js";
import { ServiceError } from "../service/service-error.js";
import { Service, type ServiceOptions } from "../service/service.js";
import { readEntry } from "../vault/entries.js";
import { type VaultStorage } from "../vault/vault-storage.js";
import { VaultError } from "../vault/vault-error.js";
import { type Remote, type Vault } from "../vault/vault.js";
import { beginning, pinnedLink } from "./begin.js";
import { type InboxView, type News, type Progress, type ThreadSummary } from "./inbox-view.js";
import { formsOf } from "./forms.js";
import * as names from "./names.js";
import { organisationView } from "./organisation.js";
import { OrganisationAccount } from "./organisation-account.js";
import { type AppointmentAsked, type Profile, askWith } from "./profile.js";
import { type State } from "./state.js";
import { Summaries } from "./summary.js";
import { syncAccount } from "./sync.js";
import { toldBy } from "./traits.js";
import { byUrgency } from "./urgency.js";
import { sendFiles } from "./uploads.js";

/** All organisations of an adviser, and the vault that holds what is known of them. */
export class AdviserSession {
  readonly vault: Vault;
  readonly storage: VaultStorage;
  readonly today: () => Day;
  readonly #options: ServiceOptions;
  #accounts: OrganisationAccount[];
  readonly #summaries = new Map<OrganisationAccount, Summaries>();
  #withdrawn = 0;
  #isLocked = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** The session with those organisations that the vault knows. */
  static of(vault: Vault, storage: VaultStorage, today: () => Day, options: ServiceOptions): AdviserSession {
    const session = new AdviserSession(vault, storage, [new OrganisationAccount(vault, "", options)], today, options);
    session.#findAccounts();
    return session;
  }

  constructor(
    vault: Vault,
    storage: VaultStorage,
    accounts: readonly OrganisationAccount[],
    today: () => Day,
    options: ServiceOptions,
  ) {
    this.vault = vault;
    this.storage = storage;
    this.#accounts = [...accounts];
    this.today = today;
    this.#options = options;
  }

  /** @throws VaultError `locked`. */
  get accounts(): readonly OrganisationAccount[] {
    if (this.#isLocked) {
      throw new VaultError("locked");
    }
    return this.#accounts;
  }

  /** The account that a thread belongs to, and what the inbox shows of it. @throws ServiceError `nothing`. */
  find(thread: string): { readonly account: OrganisationAccount; readonly summary: ThreadSummary } {
    for (const account of this.accounts) {
      const summary = this.#summariesOf(account).one(thread);
      if (summary !== undefined) {
        return { account, summary };
      }
    }
    throw new ServiceError("nothing");
  }

  /** The threads in which a text stands. */
  search(text: string): string[] {
    return this.accounts.flatMap((account) => this.#summariesOf(account).search(text));
  }

  inbox(): InboxView {
    const { accounts } = this;
    return {
      organisations: accounts.map((account) => organisationView(account, this.today(), account === this.home)),
      threads: accounts.flatMap((account) => this.#summariesOf(account).all()).sort(byUrgency),
      colleagues: accounts.flatMap(({ state, name: organisation }) =>
        state.colleagues.map((letter) => ({
          organisation,
          adviser: letter.adviser,
          name: letter.name,
          own: letter.own,
          day: letter.day,
          isNew: letter.isNew,
          text: toldBy(letter.content).words ?? "",
        })),
      ),
      forms: formsOf(this.general),
      unreadable: accounts.flatMap(({ state, name: organisation }) =>
        state.unreadable.map(({ day, reason }) => ({ organisation, day: parseDay(day), reason })),
      ),
      sending: this.#waiting(),
      withdrawn: this.#withdrawn,
    };
  }

  /** Makes what has changed last on this device. */
  async save(): Promise<void> {
    if (this.#isLocked) {
      throw new VaultError("locked");
    }
    await this.vault.save();
  }

  async sync(progress: Progress): Promise<News> {
    const today = this.today();
    // Before the vault: nothing published is newer than the vault that was there before it.
    for (const account of this.accounts) {
      await account.look(today);
    }
    const news = { newLetters: 0, lookedAt: 0, withdrawn: 0, keysPublished: false };
    const remote = await this.#remote();
    for (const account of this.accounts) {
      const { trusted, lastError, isListed } = account;
      if (remote === undefined || trusted === undefined || lastError !== undefined || isListed !== true) {
        continue;
      }
      await account.trying(async () => {
        const session = account === this.home ? remote.session : await account.openSession();
        const found = await syncAccount(this.vault, remote, account, trusted, session, today, progress);
        news.newLetters += found.newLetters;
        news.lookedAt += found.lookedAt;
        news.withdrawn += found.withdrawn;
        news.keysPublished ||= found.keysPublished;
        await sendFiles(this.vault, remote, this.storage, account, progress);
      });
    }
    this.#withdrawn = news.withdrawn;
    return { ...news, waiting: this.#waiting() };
  }

  /** Takes another organisation in, with an identity of its own. */
  async join(text: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked> {
    const link = pinnedLink(text);
    const trusted = await Trusted.fetch(new Service(link.server, this.#options), link, this.today());
    const [, fragment = ""] = formatLink(link).split("#");
    if (this.accounts.some(({ name }) => name === fragment)) {
      throw new ServiceError("conflict");
    }
    const prefix = names.prefixOf(fragment);
    for (const [name, content] of beginning(link, profile.name, prefix)) {
      this.vault.put(name, content);
    }
    const account = new OrganisationAccount(this.vault, prefix, this.#options);
    account.trusted = trusted;
    this.#accounts.push(account);
    const asked = await askWith(account, account.identity, profile, attestation);
    await this.save();
    return asked;
  }

  /** Looks, fetches the vault, and opens a session at the server that keeps it. @throws ServiceError */
  async demandRemote(): Promise<Remote> {
    for (const account of this.accounts) {
      await account.look(this.today());
    }
    await this.vault.pull(this.home.service);
    this.#findAccounts();
    return { service: this.home.service, session: await this.home.openSession() };
  }

  /** One thing that needs servers goes on at a time; others wait for it. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const mine = before.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }

  lock(): void {
    this.#isLocked = true;
    this.#accounts.forEach(({ ring }) => ring.wipe());
    this.#accounts = [];
    this.#summaries.clear();
    this.vault.wipe();
  }

  /** Where lies what is about no organisation: with the first, whichever server keeps the vault. @throws VaultError */
  get general(): State {
    const [first] = this.accounts;
    if (first === undefined) {
      throw new VaultError("damaged");
    }
    return first.state;
  }

  /** The organisation whose server keeps the vault: the first one, unless it was moved. @throws VaultError */
  get home(): OrganisationAccount {
    const { accounts } = this;
    const kept = this.vault.entries.get(names.HOME);
    const home = kept === undefined ? accounts[0] : accounts.find(({ name }) => name === readEntry(kept));
    if (home === undefined) {
      throw new VaultError("damaged");
    }
    return home;
  }

  /** Fetches the vault and opens a session; nothing where that is not possible now, which is then that account's `lastError`. */
  async #remote(): Promise<Remote | undefined> {
    const home = this.home;
    const { lastError } = home;
    if (lastError === "offline" || lastError === "busy") {
      return undefined;
    }
    let remote: Remote | undefined;
    await home.trying(async () => {
      await this.vault.pull(home.service);
      this.#findAccounts();
      // A directory that cannot be believed, or has expired, stops this organisation and not the vault.
      if (home.isListed !== false) {
        remote = { service: home.service, session: await home.openSession() };
      }
    });
    home.lastError ??= lastError;
    return remote;
  }

  /** The organisations that another device has taken in, too. */
  #findAccounts(): void {
    const known = new Set(this.#accounts.map(({ state }) => state.prefix));
    const cores = [...this.vault.entries.keys()].filter((name) => names.split(name).rest === names.CORE).sort();
    for (const { prefix } of cores.map((name) => names.split(name))) {
      if (!known.has(prefix)) {
        this.#accounts.push(new OrganisationAccount(this.vault, prefix, this.#options));
      }
    }
  }

  #summariesOf(account: OrganisationAccount): Summaries {
    const summaries = this.#summaries.get(account) ?? new Summaries(account.state, account.name);
    this.#summaries.set(account, summaries);
    return summaries;
  }

  /** Letters and attachments of which it is not known that they have arrived. */
  #waiting(): number {
    return this.accounts.reduce((sum, { state }) => {
      const drafts = state.drafts.reduce((count, [, { letters }]) => count + letters.length, 0);
      const ids = new Set(state.outbox.map(({ id }) => id));
      const own = state.threads.flatMap((thread) => (ids.size === 0 ? [] : state.letters(thread)));
      const sealed = [...own, ...state.colleagues].filter(({ id }) => ids.has(id)).length;
      return sum + drafts + sealed + state.uploads.length;
    }, 0);
  }
}
