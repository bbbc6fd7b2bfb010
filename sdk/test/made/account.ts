import { type OpenedLetter, openWith } from "../../src/adviser/box.js";
import { OrganisationAccount } from "../../src/adviser/organisation-account.js";
import { type Ingested, cameEarly, inOrder, ingestAll } from "../../src/adviser/ingest.js";
import { Trusted } from "../../src/melder/trust.js";
import { type BoxLetter } from "../../src/service/box.js";
import { type MadeAdviser, type MadeOrganisation, TODAY } from "./organisation.js";
import { MadeServer } from "./server.js";
import { type MadeVault, vaultOf } from "./vault.js";

/** Letters that were opened before, by the same adviser: opening takes long. */
const OPENED = new WeakMap<BoxLetter, OpenedLetter>();

/** An adviser at an organisation, with a vault in memory: what a look does with letters, without fetching or sending any. */
export class MadeAccount {
  readonly vault: MadeVault;
  readonly account: OrganisationAccount;
  trusted: Trusted;

  static async of(organisation: MadeOrganisation, adviser: MadeAdviser): Promise<MadeAccount> {
    const { service } = new MadeServer(organisation);
    const trusted = await Trusted.fetch(service, organisation.link, TODAY);
    return new MadeAccount(vaultOf(organisation, adviser), trusted);
  }

  private constructor(vault: MadeVault, trusted: Trusted) {
    this.vault = vault;
    this.account = new OrganisationAccount(vault, "", {});
    this.trusted = trusted;
  }

  get state() {
    return this.account.state;
  }

  /** A look that brings these letters. Those that are not for this adviser are passed over. */
  look(...letters: readonly BoxLetter[]): Ingested {
    const { account, state } = this;
    const opened = letters.flatMap((letter) => this.#opened(letter) ?? []);
    const ingested = { newLetters: 0, withdrawn: 0 };
    ingestAll(state, this.trusted, inOrder(state, this.trusted, [...opened, ...cameEarly(account)]), ingested);
    return ingested;
  }

  #opened(letter: BoxLetter): OpenedLetter | undefined {
    const { ring, state, organisation } = this.account;
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
