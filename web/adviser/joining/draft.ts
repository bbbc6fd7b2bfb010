import type { Attestation, Day, InboxView, Profile, Track } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { atLock } from "../session.ts";

/** What an adviser tells of themselves, as it is being written. On this device only, and in memory only, until it is sent. */
export const draft = {
  name: signal(""),
  position: signal<"internal" | "external" | undefined>(undefined),
  tracks: signal<readonly Track[]>([]),
  languages: signal<readonly string[]>([]),
  /** The adviser's own words, by language. */
  about: signal<Readonly<Record<string, string>>>({}),
  photo: signal<Uint8Array | undefined>(undefined),
  /** The photo that melders see now: it isn't sent again. */
  published: signal<Uint8Array | undefined>(undefined),
  /** The deputy's id, 32 bytes. */
  deputy: signal<Uint8Array | undefined>(undefined),
  absentUntil: signal<Day | undefined>(undefined),
  attestation: signal<readonly Attestation[]>([]),
};

/** What will open the new vault. In memory until the vault is made, and nowhere else. */
export const keys = {
  passphrase: signal<string | undefined>(undefined),
  code: signal<string | undefined>(undefined),
};

/** What an adviser can attest, in the order in which it is asked. */
export const ATTESTATIONS = [
  "under_the_board",
  "not_in_hr_finance_legal",
  "no_line_manager",
  "no_conflicting_function",
] as const satisfies readonly Attestation[];

/** How many bytes of UTF-8 the words in one language take at most. */
export const MOST_ABOUT = 2_000;

/** What takes the former photo away; leaving it out would keep it. */
export const NO_PHOTO = new Uint8Array();

/** The draft as it goes to the administrator: without empty texts, and with a photo only where it is another than before. */
export function profileOf(from: typeof draft = draft): Profile {
  const [photo, published] = [from.photo.value, from.published.value];
  const newPhoto = photo === published ? undefined : (photo ?? NO_PHOTO);
  const about = Object.entries(from.about.value)
    .map(([language, text]) => [language, text.trim()] as const)
    .filter(([, text]) => text !== "");
  return {
    name: from.name.value.trim(),
    position: from.position.value ?? "internal",
    tracks: from.tracks.value,
    languages: from.languages.value,
    about: Object.fromEntries(about),
    ...(newPhoto && { photo: newPhoto }),
    ...(from.deputy.value && { deputy: from.deputy.value }),
    ...(from.absentUntil.value !== undefined && { absentUntil: from.absentUntil.value }),
  };
}

/** Fills the draft with a profile that there is, to be changed. */
export function fillFrom(profile: Profile, attestation: readonly Attestation[]): void {
  draft.name.value = profile.name;
  draft.position.value = profile.position;
  draft.tracks.value = profile.tracks;
  draft.languages.value = profile.languages;
  draft.about.value = profile.about;
  draft.photo.value = profile.photo;
  draft.published.value = undefined;
  draft.deputy.value = profile.deputy;
  draft.absentUntil.value = profile.absentUntil;
  draft.attestation.value = attestation;
}

/** Whether an adviser waits for a first appointment: then no server has a photo of theirs. */
export function isAskedFirst({ status, lastSync }: InboxView["organisations"][number]): boolean {
  return status === "asked" && lastSync === undefined;
}

/** Forgets the keys: the vault is made, or is not going to be. */
export function forgetKeys(): void {
  keys.passphrase.value = undefined;
  keys.code.value = undefined;
}

/** Forgets all that was written. */
export function forgetDraft(): void {
  fillFrom({ name: "", position: "internal", tracks: [], languages: [], about: {} }, []);
  draft.position.value = undefined;
  forgetKeys();
}

atLock(forgetDraft);
