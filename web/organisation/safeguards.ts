import {
  type Edition,
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

import { type ErrorCode, errorCodeOf } from "./error-code.ts";
import { type ReadFile, edit, opened } from "./organisation-store.ts";

/** What is laid down and attested, as far as it has come. */
export type Known =
  | { readonly state: "loading" }
  | { readonly state: "known"; readonly value: Safeguards }
  | { readonly state: "failed"; readonly errorCode: ErrorCode };

/** The file as it stands in the next version. */
export const safeguards = signal<Known>({ state: "loading" });

const NOTHING: Safeguards = { laid_down: [], attested: [] };

/** Reads the file that the next version names; nothing is laid down where it names none. Does not throw. */
export async function readAgain(): Promise<void> {
  const { edition, file } = opened();
  try {
    safeguards.value = { state: "known", value: await safeguardsOf(edition, file) };
  } catch (error) {
    safeguards.value = { state: "failed", errorCode: errorCodeOf(error) };
  }
}

/** The file of a version. @throws what reading it throws: nothing is signed over a file that nobody could read. */
async function safeguardsOf({ fields }: Edition, file: ReadFile): Promise<Safeguards> {
  const page = fields.pages.find(({ name }) => name === SAFEGUARDS.name);
  return page ? readSafeguards(await file(page.sha256)) : NOTHING;
}

/** Lays down some, and others no more. */
export async function layDown(ticked: readonly string[], cleared: readonly string[]): Promise<void> {
  await edit(async (edition, file) => {
    const before = await safeguardsOf(edition, file);
    const others = before.laid_down.filter((name) => !ticked.includes(name) && !cleared.includes(name));
    return put(edition, { ...before, laid_down: [...others, ...ticked] });
  });
}

/** Who is appointed, what they attest, and in whose place. */
export interface Appointing {
  readonly adviser: ListedAdviser;
  readonly attestation: readonly string[];
  readonly photo?: Uint8Array;
  readonly replaces?: Uint8Array;
}

/** Lists an adviser with what they attest, in one change. @throws ValidationError `hash`, `limit`; ServiceError */
export async function appoint({ adviser, attestation, photo, replaces }: Appointing): Promise<void> {
  await edit(async (edition, file) => {
    const before = await safeguardsOf(edition, file);
    const cleared = replaces ? attest(before, replaces, undefined, dayOf()) : before;
    const after = attest(cleared, idOfAdviser(adviser), attestation, dayOf());
    return put(edition.appoint(adviser, { ...(photo && { photo }), ...(replaces && { replaces }) }), after);
  });
}

/** Takes an adviser off, with what they attested. @throws ServiceError, ValidationError */
export async function dismiss(adviser: ListedAdviser): Promise<void> {
  const id = idOfAdviser(adviser);
  await edit(async (edition, file) =>
    put(edition.dismiss(id), attest(await safeguardsOf(edition, file), id, undefined, dayOf())),
  );
}

function put(edition: Edition, value: Safeguards): Edition {
  return edition.page(SAFEGUARDS.name, SAFEGUARDS.language, writeSafeguards(value));
}
