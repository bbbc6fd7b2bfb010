import { Administrator, Service, SigningKey, type Track, newPassphrase, writeKeyFile } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { language } from "../../i18n/i18n.ts";
import { REFERENCE } from "../../i18n/tags.ts";
import { enter } from "../organisation-store.ts";

/** One of the two keys while an organisation is being founded. */
export interface NewKey {
  readonly key: SigningKey;
  /** The one that is offered, or the person's own. */
  readonly passphrase: string;
  /** Whether its file was opened again with the passphrase as it was written down. */
  readonly tested: boolean;
}

/** What an organisation is to be. */
export interface Founding {
  readonly name: string;
  readonly languages: readonly string[];
  readonly slug: string;
  readonly admission: string;
  readonly tracks: readonly Track[];
  readonly days: number;
  readonly listed: boolean;
  readonly root?: NewKey;
  readonly spare?: NewKey;
}

/** How many days letters are kept, unless somebody says otherwise. */
export const DAYS = 180;

const NOTHING: Founding = {
  name: "",
  languages: [REFERENCE],
  slug: "",
  admission: "",
  tracks: ["conduct", "integrity"],
  days: DAYS,
  listed: false,
};

/** The organisation that is being founded. */
export const founding = signal<Founding>(NOTHING);

/** Begins anew, in the page's language. */
export function beginFounding(): void {
  founding.value = { ...NOTHING, languages: [language.value] };
}

/** Changes what is given. */
export function set(more: Partial<Founding>): void {
  founding.value = { ...founding.value, ...more };
}

/** Begins with a new spare key for an organisation that there is. */
export function beginNext(slug: string, name: string): void {
  founding.value = { ...NOTHING, slug, name };
}

/** Forgets what was made. */
export function forget(): void {
  founding.value.root?.key.wipe();
  founding.value.spare?.key.wipe();
  founding.value = NOTHING;
}

/** Which of the two keys: the one in use, or the spare one. */
export type Which = "root" | "spare";

/** The new key; drawn when it is first asked for. */
export function newKey(which: Which): NewKey {
  const known = founding.value[which];
  if (known) {
    return known;
  }
  const drawn = { key: SigningKey.draw(), passphrase: newPassphrase(), tested: false };
  set({ [which]: drawn });
  return drawn;
}

/** Takes another passphrase; the file must be made and tested anew. */
export function setPassphrase(which: Which, passphrase: string): void {
  set({ [which]: { ...newKey(which), passphrase, tested: false } });
}

/** The file of a new key. @throws KeyFileError `weak` */
export function keyFile(which: Which): string {
  const { key, passphrase } = newKey(which);
  return writeKeyFile(key, passphrase);
}

/** What the file is called. */
export function keyFileName(slug: string, which: Which): string {
  return `${slug}.${which === "root" ? "root" : "successor"}.key`;
}

/** Publishes the organisation. @throws ValidationError, ServiceError; nothing is lost then, and the same again succeeds. */
export async function found(): Promise<void> {
  const { name, languages, slug, admission, tracks, days, listed, root, spare } = founding.value;
  if (!root?.tested || !spare?.tested) {
    throw new Error("the keys are not tested");
  }
  const policy = { tracks, shelf_life_days: days, listed };
  const service = new Service(location.origin);
  const made = { slug, name: name.trim(), languages, policy };
  enter(await Administrator.found(service, made, admission, root.key, spare.key.publicKey));
  forget();
}
