import { type Trusted } from "../melder/trust.js";
import { type Adviser, idOfAdviser } from "../protocol/adviser.js";
import { compare } from "../protocol/bytes.js";
import { type Day, daysOf, epochOf, formatDay, parseDay } from "../protocol/day.js";
import { decode, encode } from "../protocol/encoding.js";
import { formatLink } from "../service/link.js";
import { type OrganisationView } from "./inbox-view.js";
import { keysUntil } from "./keys.js";
import * as names from "./names.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { attestationOf, forgetSignedPhoto, listedProfile, profileOf } from "./profile.js";

/** The entry `organisation`: what was last seen of it, to be shown without a connection. */
export interface KeptOrganisation {
  readonly name: string;
  readonly expires: string;
  readonly shelf_life_days: number;
  /** Whether the directory listed this adviser. */
  readonly listed: boolean;
  readonly advisers: readonly { readonly id: string; readonly name: string; readonly can_be_written: boolean }[];
  readonly keys_until?: string;
  readonly synced: string;
  /** How many bytes the attachments of one letter may have together. */
  readonly attachments: number;
}

/** What is seen of an organisation, as it is kept. */
export function keptOrganisation(
  account: OrganisationAccount,
  trusted: Trusted,
  today: Day,
  attachments: number,
): KeptOrganisation {
  const { fields } = trusted.directory;
  const until = keysUntil(trusted, account.adviser, today);
  return {
    name: fields.name,
    expires: formatDay(fields.expires),
    shelf_life_days: fields.policy.shelf_life_days,
    listed: account.isListed ?? false,
    advisers: fields.advisers.map((listed: Adviser) => {
      const id = idOfAdviser(listed);
      return { id: encode(id), name: listed.name, can_be_written: trusted.reader(id, today) !== undefined };
    }),
    ...(until !== undefined && { keys_until: formatDay(until) }),
    synced: formatDay(today),
    attachments,
  };
}

/** Keeps what is seen of an organisation. @param isNewStatement Whether keys for two further epochs are about to be published. */
export function rememberOrganisation(
  account: OrganisationAccount,
  trusted: Trusted,
  today: Day,
  attachments: number,
  isNewStatement: boolean,
): void {
  const kept = keptOrganisation(account, trusted, today, attachments);
  const until = isNewStatement ? { keys_until: formatDay(daysOf(epochOf(today) + 2).last) } : {};
  account.state.put(names.ORGANISATION, { ...kept, ...until });
  forgetSignedPhoto(account);
}

/** An organisation as its adviser sees it: as it was just shown, or as it was last seen. */
export function organisationView(account: OrganisationAccount, today: Day, keepsVault: boolean): OrganisationView {
  const { state, link, trusted, adviser, organisation, lastError, distrusted } = account;
  const remembered = state.get(names.ORGANISATION) as KeptOrganisation | undefined;
  const seen = trusted ? keptOrganisation(account, trusted, today, 0) : remembered;
  const { synced, keys_until: until } = remembered ?? {};
  const profile = profileOf(state) ?? listedProfile(account);
  const absentUntil = trusted ? trusted.directory.adviser(adviser)?.absent_until : profile.absentUntil;
  return {
    organisation: account.name,
    slug: link.slug,
    server: link.server,
    keepsVault,
    name: seen?.name ?? "",
    status: statusOf(account, seen?.listed === true),
    ...(lastError !== undefined && { lastError }),
    ...(distrusted && { distrusted }),
    advisers: (seen?.advisers ?? []).map(({ id, name, can_be_written: canBeWritten }) => {
      const bytes = decode(id, 32);
      const setAside = trusted?.setAside(bytes);
      return { id: bytes, name, isMe: compare(bytes, adviser) === 0, canBeWritten, ...(setAside && { setAside }) };
    }),
    expires: seen === undefined ? 0 : parseDay(seen.expires),
    card: formatLink({ ...link, pin: { organisation, adviser } }),
    ...(synced !== undefined && { lastSync: parseDay(synced) }),
    ...(until !== undefined && { keysUntil: parseDay(until) }),
    profile,
    ...(absentUntil !== undefined && { absentUntil }),
    attestation: attestationOf(state),
    retentionDays: seen?.shelf_life_days ?? 0,
  };
}

function statusOf({ state, distrusted }: OrganisationAccount, isListed: boolean): OrganisationView["status"] {
  if (distrusted) {
    return "distrusted";
  }
  const wasAppointed = state.core.heartbeat > 0 || state.core.statement > 0;
  return isListed ? "appointed" : wasAppointed ? "removed" : "asked";
}
