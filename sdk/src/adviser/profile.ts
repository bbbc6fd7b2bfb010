import { sha256 } from "@noble/hashes/sha2.js";

import { type Adviser } from "../protocol/adviser.js";
import { type Day, formatDay, parseDay } from "../protocol/day.js";
import { decode, encode } from "../protocol/encoding.js";
import { adviserId } from "../protocol/id.js";
import { type Track } from "../protocol/kinds.js";
import { type Attestation, signRequest } from "../protocol/request.js";
import { type SigningKey } from "../protocol/signature.js";
import { type Signed } from "../protocol/signed.js";
import { wordsOf } from "../protocol/words.js";
import * as names from "./names.js";
import { keepPhoto, keptPhoto } from "./photo.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { type State } from "./state.js";

/** What an adviser says of themselves. */
export interface Profile {
  readonly name: string;
  readonly position: "internal" | "external";
  readonly tracks: readonly Track[];
  /** Language tags (BCP 47). */
  readonly languages: readonly string[];
  /** By language, each at most 2,000 bytes. */
  readonly about: Readonly<Record<string, string>>;
  /**
   * A cleaned JPEG, PNG or WebP of at most 1 MiB; travels beside the request. Where it is left out the photo that was given
   * before stays; no bytes at all take it away.
   */
  readonly photo?: Uint8Array;
  readonly absentUntil?: Day;
  /** The deputy's id, 32 bytes. */
  readonly deputy?: Uint8Array;
}

/** To be appointed, or to have a profile renewed: what goes to the administrator. */
export interface AppointmentAsked {
  readonly signed: Signed;
  readonly photo?: Uint8Array;
  /** Twelve words of the adviser's id, to be compared by voice. */
  readonly words: readonly string[];
}

/** The entry `profile`: what was asked for last. */
interface KeptProfile {
  readonly name: string;
  readonly position: "internal" | "external";
  readonly tracks: readonly Track[];
  readonly languages: readonly string[];
  readonly about: Readonly<Record<string, string>>;
  /** SHA-256 of the photo's file. */
  readonly photo?: string;
  readonly absent_until?: string;
  readonly deputy?: string;
  readonly attestation: readonly Attestation[];
}

/** Keeps a profile, and signs the request to be listed with it. @throws ValidationError `limit` … for what no directory takes. */
export async function askWith(
  { state, organisation, trusted, adviser: id }: OrganisationAccount,
  identity: SigningKey,
  profile: Profile,
  attestation: readonly Attestation[],
): Promise<AppointmentAsked> {
  const listed = trusted?.directory.adviser(id)?.photo;
  const before = (state.get(names.PROFILE) as KeptProfile | undefined)?.photo ?? (listed && encode(listed));
  const photo = photoOf(profile, before);
  const { absentUntil, deputy, about, name, position, tracks, languages } = profile;
  const adviser: Adviser = {
    identity: identity.publicKey,
    name,
    position,
    tracks,
    languages,
    ...(Object.keys(about).length > 0 && { about: new Map(Object.entries(about)) }),
    ...(photo !== undefined && { photo: decode(photo, 32) }),
    ...(absentUntil !== undefined && { absent_until: absentUntil }),
    ...(deputy && { deputy }),
  };
  const signed = signRequest(adviser, organisation, identity, attestation);
  const kept: KeptProfile = {
    ...{ name, position, tracks, languages, about, attestation },
    ...(photo !== undefined && { photo }),
    ...(absentUntil !== undefined && { absent_until: formatDay(absentUntil) }),
    ...(deputy && { deputy: encode(deputy) }),
  };
  state.put(names.PROFILE, kept);
  if (profile.photo !== undefined) {
    keepPhoto(state, profile.photo);
  }
  const words = await wordsOf(adviserId(identity.publicKey));
  return { signed, words, ...(profile.photo && profile.photo.length > 0 && { photo: profile.photo }) };
}

/** The profile that was asked for last, with a photo only until that is signed; nothing where another client asked. */
export function profileOf(state: State): Profile | undefined {
  const kept = state.get(names.PROFILE) as KeptProfile | undefined;
  if (kept === undefined) {
    return undefined;
  }
  const { name, position, tracks, languages, about, absent_until: absent, deputy } = kept;
  const photo = keptPhoto(state);
  return {
    ...{ name, position, tracks, languages, about },
    ...(absent !== undefined && { absentUntil: parseDay(absent) }),
    ...(deputy !== undefined && { deputy: decode(deputy, 32) }),
    ...(photo && { photo }),
  };
}

/** Forgets a photo that was kept once the directory lists it: then the server has it. */
export function forgetSignedPhoto({ state, trusted, adviser }: OrganisationAccount): void {
  const listed = trusted?.directory.adviser(adviser)?.photo;
  const asked = (state.get(names.PROFILE) as KeptProfile | undefined)?.photo;
  if (listed !== undefined && asked === encode(listed)) {
    keepPhoto(state, undefined);
  }
}

/** What the directory says of this adviser, where another client asked for it; without a directory no more than the name. */
export function listedProfile({ trusted, adviser, state }: OrganisationAccount): Profile {
  const listed = trusted?.directory.adviser(adviser);
  if (listed === undefined) {
    return { name: state.core.name, position: "internal", tracks: [], languages: [], about: {} };
  }
  const { name, position, tracks, languages, about, absent_until: absentUntil, deputy } = listed;
  return {
    ...{ name, position, tracks, languages },
    about: Object.fromEntries(about ?? []),
    ...(absentUntil !== undefined && { absentUntil }),
    ...(deputy && { deputy }),
  };
}

/** What the adviser attested when they last asked for a change. */
export function attestationOf(state: State): readonly Attestation[] {
  return (state.get(names.PROFILE) as KeptProfile | undefined)?.attestation ?? [];
}

function photoOf({ photo }: Profile, before: string | undefined): string | undefined {
  if (photo === undefined) {
    return before;
  }
  return photo.length === 0 ? undefined : encode(sha256(photo));
}
