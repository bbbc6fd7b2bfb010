import { Trusted } from "../melder/trust.js";
import { random } from "../protocol/bytes.js";
import { type Code } from "../protocol/code.js";
import { type Day } from "../protocol/day.js";
import { encode } from "../protocol/encoding.js";
import { type Attestation } from "../protocol/request.js";
import { type Link, LinkError, formatLink, parseLink } from "../service/link.js";
import { Service, type ServiceOptions } from "../service/service.js";
import { type Pieces, writePiece } from "../vault/pieces.js";
import { type Shelf } from "../vault/shelf.js";
import { VaultError } from "../vault/vault-error.js";
import { Vault } from "../vault/vault.js";
import { type KeptCore } from "./kept.js";
import { freshKeys } from "./keys.js";
import { merging } from "./merge.js";
import * as names from "./names.js";
import { Place } from "./place.js";
import { type AppointmentAsked, type Profile, askWith } from "./profile.js";

/** What a new vault is made of. */
interface Beginning {
  readonly shelf: Shelf;
  readonly link: string;
  readonly profile: Profile;
  readonly attestation: readonly Attestation[];
  readonly passphrase: string;
  readonly keyCode: Code;
}

/** Makes a vault on this device, with an identity that asks to be appointed. */
export async function beginVault(
  { shelf, link, profile, attestation, passphrase, keyCode }: Beginning,
  today: Day,
  options: ServiceOptions,
): Promise<{ readonly vault: Vault; readonly place: Place; readonly asked: AppointmentAsked }> {
  const pinned = pinnedLink(link);
  const trusted = await Trusted.fetch(new Service(pinned.server, options), pinned, today);
  const vault = await Vault.create(shelf, passphrase, keyCode, beginning(pinned, profile.name, ""), merging);
  const place = new Place(vault, "", options);
  place.trusted = trusted;
  const asked = await askWith(place, place.identity, profile, attestation);
  await vault.save();
  return { vault, place, asked };
}

/** Fetches the vault that lies under passphrase and key code on this link's server. */
export async function joinVault(
  at: { readonly shelf: Shelf; readonly link: string; readonly passphrase: string; readonly keyCode: Code },
  options: ServiceOptions,
): Promise<Vault> {
  const link = parseLink(at.link);
  const vault = await Vault.fetch(at.shelf, new Service(link.server, options), at.passphrase, at.keyCode, merging);
  const prefixes = [...vault.pieces.keys()].map(names.split).filter(({ rest }) => rest === names.CORE);
  const known = prefixes.map(({ prefix }) => new Place(vault, prefix, options).name);
  if (link.pin !== undefined && !known.includes(encode(link.pin.organisation))) {
    throw new VaultError("code");
  }
  await vault.save();
  return vault;
}

/** A link that pins the organisation and no adviser. @throws LinkError `fingerprint` where it pins nothing. */
export function pinnedLink(text: string): Link {
  const link = parseLink(text);
  if (link.pin === undefined) {
    throw new LinkError("fingerprint");
  }
  return { ...link, pin: { organisation: link.pin.organisation } };
}

/** The pieces with which an organisation begins in a vault. */
export function beginning(link: Link, name: string, prefix: string): Pieces {
  const { keys, statement, heartbeat, heartbeat_entries } = freshKeys(random(32));
  const core: KeptCore = {
    link: formatLink(link),
    name,
    keys,
    former: [],
    statement,
    heartbeat,
    heartbeat_entries,
    rotation_due: false,
    directory: null,
    cursor: null,
    gone: [],
  };
  const values: [string, unknown][] = [
    [names.CORE, core],
    [names.UNREADABLE, []],
  ];
  return new Map(values.map(([end, value]) => [prefix + end, writePiece(prefix + end, value)]));
}
