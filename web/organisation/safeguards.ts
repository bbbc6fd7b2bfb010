import {
  type ListedAdviser,
  SAFEGUARDS,
  type Safeguards,
  attest,
  dayOf,
  idOfAdviser,
  readSafeguards,
  writeSafeguards,
} from "@fluister/sdk";
import { signal } from "@preact/signals";

import { type Fault, faultOf } from "./fault.ts";
import { edit, opened } from "./house.ts";

/** What is laid down and attested, as far as it has come. */
export type Known =
  | { readonly state: "loading" }
  | { readonly state: "known"; readonly value: Safeguards }
  | { readonly state: "failed"; readonly fault: Fault };

/** The file as it stands in the next version. */
export const safeguards = signal<Known>({ state: "loading" });

const NOTHING: Safeguards = { laid_down: [], attested: [] };

/** Reads the file that the next version names; nothing is laid down where it names none. Does not throw. */
export async function readAgain(): Promise<void> {
  const { edition, file } = opened();
  const page = edition.fields.pages.find(({ name }) => name === SAFEGUARDS.name);
  try {
    safeguards.value = { state: "known", value: page ? readSafeguards(await file(page.sha256)) : NOTHING };
  } catch (error) {
    safeguards.value = { state: "failed", fault: faultOf(error) };
  }
}

/** The file. @throws what reading it throws: nothing is signed over a file that nobody could read. */
async function known(): Promise<Safeguards> {
  await readAgain();
  if (safeguards.value.state !== "known") {
    throw new TypeError("the file of safeguards could not be read");
  }
  return safeguards.value.value;
}

/** Lays down these, and no others of those that this app knows. */
export async function layDown(names: readonly string[], ofThese: readonly string[]): Promise<void> {
  const before = await known();
  const others = before.laid_down.filter((name) => !ofThese.includes(name));
  put({ ...before, laid_down: [...others, ...names] });
}

/** Who is appointed, what they attest, and in whose place. */
export interface Appointing {
  readonly adviser: ListedAdviser;
  readonly attestation: readonly string[];
  readonly photo?: Uint8Array;
  readonly replaces?: Uint8Array;
}

/** Lists an adviser with what they attest, in one step. @throws Refusal `hash`, `limit`; ServiceError */
export async function appoint({ adviser, attestation, photo, replaces }: Appointing): Promise<void> {
  const before = await known();
  const cleared = replaces ? attest(before, replaces, undefined, dayOf()) : before;
  const after = attest(cleared, idOfAdviser(adviser), attestation, dayOf());
  edit((edition) =>
    edition
      .appoint(adviser, { ...(photo && { photo }), ...(replaces && { replaces }) })
      .page(SAFEGUARDS.name, SAFEGUARDS.language, writeSafeguards(after)),
  );
}

/** Takes an adviser off, with what they attested. @throws ServiceError, Refusal */
export async function dismiss(adviser: ListedAdviser): Promise<void> {
  const after = attest(await known(), idOfAdviser(adviser), undefined, dayOf());
  edit((edition) =>
    edition.dismiss(idOfAdviser(adviser)).page(SAFEGUARDS.name, SAFEGUARDS.language, writeSafeguards(after)),
  );
}

function put(value: Safeguards): void {
  edit((edition) => edition.page(SAFEGUARDS.name, SAFEGUARDS.language, writeSafeguards(value)));
}
