import { integerIn, startsWith } from "./reader.js";

/** The tag Orientation of EXIF (CIPA DC-008). */
const TAG = 0x0112;
/** TIFF's type for an unsigned number of 16 bits. */
const SHORT = 3;
const LITTLE = Uint8Array.of(0x49, 0x49, 42, 0);
const BIG = Uint8Array.of(0x4d, 0x4d, 0, 42);

/**
 * How a picture has to be turned or mirrored, 2 to 8, from a TIFF structure as EXIF has it: the one thing there that belongs to
 * the picture. Nothing where it is upright, says nothing, or can't be read.
 */
export function orientationIn(tiff: Uint8Array): number | undefined {
  const order = startsWith(tiff, LITTLE) ? "little" : startsWith(tiff, BIG) ? "big" : undefined;
  if (order === undefined) {
    return undefined;
  }
  const at = (position: number, size: number) =>
    position + size <= tiff.length ? integerIn(tiff.subarray(position, position + size), order) : undefined;
  const directory = at(4, 4) ?? tiff.length;
  const entries = at(directory, 2) ?? 0;
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    const tag = at(entry, 2);
    if (tag === TAG) {
      const value = at(entry + 2, 2) === SHORT ? at(entry + 8, 2) : undefined;
      return value !== undefined && value >= 2 && value <= 8 ? value : undefined;
    }
    if (tag === undefined) {
      return undefined;
    }
  }
  return undefined;
}

/** A TIFF structure that says how the picture has to be turned, and nothing else. */
export function orientationTiff(turned: number): Uint8Array {
  return Uint8Array.of(
    ...[...BIG, 0, 0, 0, 8], // big-endian; the directory begins at 8
    ...[0, 1], // one entry
    ...[1, 0x12, 0, SHORT, 0, 0, 0, 1, 0, turned, 0, 0], // orientation, one SHORT
    ...[0, 0, 0, 0], // no other directory
  );
}
