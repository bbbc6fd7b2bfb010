import { type OpenedLetter, openWith } from "../../src/adviser/box.js";
import { Place } from "../../src/adviser/place.js";
import { type Taken, cameEarly, inOrder, takeAll } from "../../src/adviser/take.js";
import { Trusted } from "../../src/melder/trust.js";
import { type BoxLetter } from "../../src/service/box.js";
import { type MadeAdviser, type MadeOrganisation, TODAY } from "./organisation.js";
import { MadeServer } from "./server.js";
import { type MadeVault, vaultOf } from "./vault.js";

/** Letters that were opened before, by the same adviser: opening takes long. */
const OPENED = new WeakMap<BoxLetter, OpenedLetter>();

/** An adviser at an organisation, with a vault in memory: what a look does with letters, without fetching or sending any. */
export class MadeDesk {
  readonly vault: MadeVault;
  readonly place: Place;
  trusted: Trusted;

  static async of(organisation: MadeOrganisation, adviser: MadeAdviser): Promise<MadeDesk> {
    const { service } = new MadeServer(organisation);
    const trusted = await Trusted.fetch(service, organisation.link, TODAY);
    return new MadeDesk(vaultOf(organisation, adviser), trusted);
  }

  private constructor(vault: MadeVault, trusted: Trusted) {
    this.vault = vault;
    this.place = new Place(vault, "", {});
    this.trusted = trusted;
  }

  get state() {
    return this.place.state;
  }

  /** A look that brings these letters. Those that are not for this adviser are passed over. */
  look(...letters: readonly BoxLetter[]): Taken {
    const { place, state } = this;
    const opened = letters.flatMap((letter) => this.#opened(letter) ?? []);
    const taken = { newLetters: 0, withdrawn: 0 };
    takeAll(state, this.trusted, inOrder(state, this.trusted, [...opened, ...cameEarly(place)]), taken);
    return taken;
  }

  #opened(letter: BoxLetter): OpenedLetter | undefined {
    const { ring, state, organisation } = this.place;
    const opened = OPENED.get(letter) ?? openWith(ring.readers(state.core, organisation, letter.day), letter);
    if (opened !== undefined) {
      OPENED.set(letter, opened);
    }
    return opened;
  }

  /** The letters of a thread: who wrote them, their numbers, and what is odd about them. */
  letters(thread: string) {
    return this.state.letters(thread).map(({ writer, content: { n }, oddity }) => [writer, n, oddity] as const);
  }
}
