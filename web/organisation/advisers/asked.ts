import { type Asked, readAsked } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { type RequestLink } from "../../links/links.ts";
import { opened } from "../organisation-store.ts";

/** A request that is being looked at, with what came beside it. */
export interface AskedHere extends Asked {
  readonly photo?: Uint8Array;
  /** The id (32 bytes) of an adviser in whose place this one wants to come: a wish that nobody has signed. */
  readonly replaces?: Uint8Array;
}

/** The request that is looked at. */
export const asked = signal<AskedHere | undefined>(undefined);

/** Looks at a request for the organisation that is open. @throws ValidationError where it is for another, or altered. */
export async function lookAt({ signed, photo, replaces }: RequestLink): Promise<void> {
  const { fields } = opened().edition;
  const read = await readAsked(signed, fields.organisation);
  asked.value = { ...read, ...(photo && { photo }), ...(replaces && { replaces }) };
}
