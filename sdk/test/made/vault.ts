import { beginning } from "../../src/adviser/begin.js";
import { OrganisationAccount } from "../../src/adviser/organisation-account.js";
import { encode } from "../../src/protocol/encoding.js";
import { type EntryStore, type VaultEntries } from "../../src/vault/entries.js";
import { type MadeAdviser, type MadeOrganisation } from "./organisation.js";

/** A vault's entries in memory: neither sealed nor sent anywhere. */
export class MadeVault implements EntryStore {
  readonly entries: Map<string, string>;

  constructor(entries: VaultEntries = new Map()) {
    this.entries = new Map(entries);
  }

  put(name: string, content: string | undefined): void {
    if (content === undefined) {
      this.entries.delete(name);
    } else {
      this.entries.set(name, content);
    }
  }
}

/** A vault that has just begun, of an adviser who has the keys that the organisation shows. */
export function vaultOf(organisation: MadeOrganisation, adviser: MadeAdviser): MadeVault {
  const vault = new MadeVault(beginning(organisation.link, adviser.name, ""));
  const { state } = new OrganisationAccount(vault, "", {});
  const { epochs } = organisation.statements.get(adviser.name)?.fields ?? { epochs: [] };
  const seeds = Object.fromEntries(epochs.map(({ epoch }) => [epoch, encode(adviser.key.bytes)]));
  const keys = { identity: encode(adviser.identity.bytes), epochs: seeds };
  state.core = { ...state.core, keys, statement: adviser.serial, heartbeat: adviser.counter };
  return vault;
}
