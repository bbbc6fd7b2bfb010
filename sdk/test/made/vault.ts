import { beginning } from "../../src/adviser/begin.js";
import { Place } from "../../src/adviser/place.js";
import { encode } from "../../src/protocol/encoding.js";
import { type Keeper, type Pieces } from "../../src/vault/pieces.js";
import { type MadeAdviser, type MadeOrganisation } from "./organisation.js";

/** A vault's pieces in memory: neither sealed nor sent anywhere. */
export class MadeVault implements Keeper {
  readonly pieces: Map<string, string>;

  constructor(pieces: Pieces = new Map()) {
    this.pieces = new Map(pieces);
  }

  put(name: string, content: string | undefined): void {
    if (content === undefined) {
      this.pieces.delete(name);
    } else {
      this.pieces.set(name, content);
    }
  }
}

/** A vault that has just begun, of an adviser who has the keys that the organisation shows. */
export function vaultOf(organisation: MadeOrganisation, adviser: MadeAdviser): MadeVault {
  const vault = new MadeVault(beginning(organisation.link, adviser.name, ""));
  const { state } = new Place(vault, "", {});
  const { epochs } = organisation.statements.get(adviser.name)?.fields ?? { epochs: [] };
  const seeds = Object.fromEntries(epochs.map(({ epoch }) => [epoch, encode(adviser.key.bytes)]));
  const keys = { identity: encode(adviser.identity.bytes), epochs: seeds };
  state.core = { ...state.core, keys, statement: adviser.serial, heartbeat: adviser.counter };
  return vault;
}
