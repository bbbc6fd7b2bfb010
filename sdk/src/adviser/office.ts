import { Trusted } from "../melder/trust.js";
import { type Day, parseDay } from "../protocol/day.js";
import { type Attestation } from "../protocol/request.js";
import { formatLink } from "../service/link.js";
import { ServiceError } from "../service/service-error.js";
import { Service, type ServiceOptions } from "../service/service.js";
import { readPiece } from "../vault/pieces.js";
import { type Shelf } from "../vault/shelf.js";
import { VaultError } from "../vault/vault-error.js";
import { type Remote, type Vault } from "../vault/vault.js";
import { beginning, pinnedLink } from "./begin.js";
import { type Desk, type News, type Progress, type ThreadSummary } from "./desk.js";
import { formsOf } from "./forms.js";
import * as names from "./names.js";
import { organisationView } from "./organisation.js";
import { Place } from "./place.js";
import { type AppointmentAsked, type Profile, askWith } from "./profile.js";
import { type State } from "./state.js";
import { Summaries } from "./summary.js";
import { syncPlace } from "./sync.js";
import { toldBy } from "./traits.js";
import { byUrgency } from "./urgency.js";
import { sendFiles } from "./uploads.js";

/** All organisations of an adviser, and the vault that holds what is known of them. */
export class Office {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly today: () => Day;
  readonly #options: ServiceOptions;
  #places: Place[];
  readonly #summaries = new Map<Place, Summaries>();
  #withdrawn = 0;
  #isLocked = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** The office whose places are those that the vault knows. */
  static of(vault: Vault, shelf: Shelf, today: () => Day, options: ServiceOptions): Office {
    const office = new Office(vault, shelf, [new Place(vault, "", options)], today, options);
    office.#findPlaces();
    return office;
  }

  constructor(vault: Vault, shelf: Shelf, places: readonly Place[], today: () => Day, options: ServiceOptions) {
    this.vault = vault;
    this.shelf = shelf;
    this.#places = [...places];
    this.today = today;
    this.#options = options;
  }

  /** @throws VaultError `locked`. */
  get places(): readonly Place[] {
    if (this.#isLocked) {
      throw new VaultError("locked");
    }
    return this.#places;
  }

  /** The place of a thread, and what the inbox shows of it. @throws ServiceError `nothing`. */
  find(thread: string): { readonly place: Place; readonly summary: ThreadSummary } {
    for (const place of this.places) {
      const summary = this.#summariesOf(place).one(thread);
      if (summary !== undefined) {
        return { place, summary };
      }
    }
    throw new ServiceError("nothing");
  }

  /** The threads in which a text stands. */
  search(text: string): string[] {
    return this.places.flatMap((place) => this.#summariesOf(place).search(text));
  }

  desk(): Desk {
    const { places } = this;
    return {
      organisations: places.map((place) => organisationView(place, this.today(), place === this.home)),
      threads: places.flatMap((place) => this.#summariesOf(place).all()).sort(byUrgency),
      colleagues: places.flatMap(({ state, name: organisation }) =>
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
      unreadable: places.flatMap(({ state, name: organisation }) =>
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
    for (const place of this.places) {
      await place.look(today);
    }
    const news = { newLetters: 0, lookedAt: 0, withdrawn: 0, keysPublished: false };
    const remote = await this.#remote();
    for (const place of this.places) {
      const { trusted, trouble, isListed } = place;
      if (remote === undefined || trusted === undefined || trouble !== undefined || isListed !== true) {
        continue;
      }
      await place.trying(async () => {
        const session = place === this.home ? remote.session : await place.openSession();
        const found = await syncPlace(this.vault, remote, place, trusted, session, today, progress);
        news.newLetters += found.newLetters;
        news.lookedAt += found.lookedAt;
        news.withdrawn += found.withdrawn;
        news.keysPublished ||= found.keysPublished;
        await sendFiles(this.vault, remote, this.shelf, place, progress);
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
    if (this.places.some(({ name }) => name === fragment)) {
      throw new ServiceError("conflict");
    }
    const prefix = names.prefixOf(fragment);
    for (const [name, content] of beginning(link, profile.name, prefix)) {
      this.vault.put(name, content);
    }
    const place = new Place(this.vault, prefix, this.#options);
    place.trusted = trusted;
    this.#places.push(place);
    const asked = await askWith(place, place.identity, profile, attestation);
    await this.save();
    return asked;
  }

  /** Looks, fetches the vault, and opens a session at the server that keeps it. @throws ServiceError */
  async demandRemote(): Promise<Remote> {
    for (const place of this.places) {
      await place.look(this.today());
    }
    await this.vault.pull(this.home.service);
    this.#findPlaces();
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
    this.#places.forEach(({ ring }) => ring.wipe());
    this.#places = [];
    this.#summaries.clear();
    this.vault.wipe();
  }

  /** Where lies what is about no organisation: with the first, whichever server keeps the vault. @throws VaultError */
  get general(): State {
    const [first] = this.places;
    if (first === undefined) {
      throw new VaultError("damaged");
    }
    return first.state;
  }

  /** The organisation whose server keeps the vault: the first one, unless it was moved. @throws VaultError */
  get home(): Place {
    const { places } = this;
    const kept = this.vault.pieces.get(names.HOME);
    const home = kept === undefined ? places[0] : places.find(({ name }) => name === readPiece(kept));
    if (home === undefined) {
      throw new VaultError("damaged");
    }
    return home;
  }

  /** Fetches the vault and opens a session; nothing where that is not possible now, which is that place's trouble. */
  async #remote(): Promise<Remote | undefined> {
    const home = this.home;
    const { trouble } = home;
    if (trouble === "offline" || trouble === "busy") {
      return undefined;
    }
    let remote: Remote | undefined;
    await home.trying(async () => {
      await this.vault.pull(home.service);
      this.#findPlaces();
      // A directory that cannot be believed, or has expired, stops this organisation and not the vault.
      if (home.isListed !== false) {
        remote = { service: home.service, session: await home.openSession() };
      }
    });
    home.trouble ??= trouble;
    return remote;
  }

  /** The organisations that another device has taken in, too. */
  #findPlaces(): void {
    const known = new Set(this.#places.map(({ state }) => state.prefix));
    const cores = [...this.vault.pieces.keys()].filter((name) => names.split(name).rest === names.CORE).sort();
    for (const { prefix } of cores.map((name) => names.split(name))) {
      if (!known.has(prefix)) {
        this.#places.push(new Place(this.vault, prefix, this.#options));
      }
    }
  }

  #summariesOf(place: Place): Summaries {
    const summaries = this.#summaries.get(place) ?? new Summaries(place.state, place.name);
    this.#summaries.set(place, summaries);
    return summaries;
  }

  /** Letters and attachments of which it is not known that they have arrived. */
  #waiting(): number {
    return this.places.reduce((sum, { state }) => {
      const drafts = state.drafts.reduce((count, [, { letters }]) => count + letters.length, 0);
      const ids = new Set(state.outbox.map(({ id }) => id));
      const own = state.threads.flatMap((thread) => (ids.size === 0 ? [] : state.letters(thread)));
      const sealed = [...own, ...state.colleagues].filter(({ id }) => ids.has(id)).length;
      return sum + drafts + sealed + state.uploads.length;
    }, 0);
  }
}
