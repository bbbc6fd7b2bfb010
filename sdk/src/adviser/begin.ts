import { Trusted } from "../melder/trust.js";
import { random } from "../protocol/bytes.js";
import { type Code } from "../protocol/code.js";
import { type Day } from "../protocol/day.js";
import { encode } from "../protocol/encoding.js";
import { type Attestation } from "../protocol/request.js";
import { type Link, LinkError, formatLink, parseLink } from "../service/link.js";
import { Service, type ServiceOptions } from "../service/service.js";
import { type VaultEntries, writeEntry } from "../vault/entries.js";
import { type VaultStorage } from "../vault/vault-storage.js";
import { VaultError } from "../vault/vault-error.js";
import { Vault } from "../vault/vault.js";
import { type KeptCore } from "./kept.js";
import { freshKeys } from "./keys.js";
import { merging } from "./merge.js";
import * as names from "./names.js";
import { OrganisationAccount } from "./organisation-account.js";
import { type AppointmentAsked, type Profile, askWith } from "./profile.js";

/** What joining an organisation puts into a vault. */
interface Beginning {
  readonly storage: VaultStorage;
  readonly link: string;
  readonly profile: Profile;
  readonly attestation: readonly Attestation[];
  readonly passphrase: string;
  readonly keyCode: Code;
}

/** Makes a vault on this device, with an identity that asks to be appointed. */
export async function beginVault(
  { storage, link, profile, attestation, passphrase, keyCode }: Beginning,
  today: Day,
  options: ServiceOptions,
): Promise<{ readonly vault: Vault; readonly account: OrganisationAccount; readonly asked: AppointmentAsked }> {
  const pinned = pinnedLink(link);
  const trusted = await Trusted.fetch(new Service(pinned.server, options), pinned, today);
  const vault = await Vault.create(storage, passphrase, keyCode, beginning(pinned, profile.name, ""), merging);
  const account = new OrganisationAccount(vault, "", options);
  account.trusted = trusted;
  const asked = await askWith(account, account.identity, profile, attestation);
  await vault.save();
  return { vault, account, asked };
}

/** Fetches the vault that lies under passphrase and key code on this link's server. */
export async function joinVault(
  at: { readonly storage: VaultStorage; readonly link: string; readonly passphrase: string; readonly keyCode: Code },
  options: ServiceOptions,
): Promise<Vault> {
  const link = parseLink(at.link);
  const vault = await Vault.fetch(at.storage, new Service(link.server, options), at.passphrase, at.keyCode, merging);
  const prefixes = [...vault.entries.keys()].map(names.split).filter(({ rest }) => rest === names.CORE);
  const known = prefixes.map(({ prefix }) => new OrganisationAccount(vault, prefix, options).name);
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

/** The entries with which an organisation begins in a vault. */
export function beginning(link: Link, name: string, prefix: string): VaultEntries {
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
  return new Map(values.map(([end, value]) => [prefix + end, writeEntry(prefix + end, value)]));
}
