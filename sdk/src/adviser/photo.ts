import { join } from "../protocol/bytes.js";
import { decode, encode } from "../protocol/encoding.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/** Bytes of a photo in one piece, so that none is larger than a record may be. */
const PART = 524_288;

/** A photo that was asked for and is not signed yet: no server has it. */
export function keptPhoto(state: State): Uint8Array | undefined {
  const parts = state.ends(names.PHOTO).map((end) => decode(state.get(names.PHOTO + end) as string));
  return parts.length === 0 ? undefined : join(...parts);
}

/** Keeps a photo until it is signed; without one, forgets what was kept. */
export function keepPhoto(state: State, photo: Uint8Array | undefined): void {
  state.ends(names.PHOTO).forEach((end) => state.put(names.PHOTO + end, undefined));
  for (let at = 0; photo !== undefined && at < photo.length; at += PART) {
    state.put(names.PHOTO + names.page(at / PART), encode(photo.subarray(at, at + PART)));
  }
}
