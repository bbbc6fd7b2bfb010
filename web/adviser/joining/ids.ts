import { encode } from "@fluister/sdk";

/** Whether two ids are the same one. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && encode(one) === encode(other);
}
