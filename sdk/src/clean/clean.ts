import { JPEG, cleanJpeg } from "./jpeg.js";
import { PNG, cleanPng } from "./png.js";
import { startsWith } from "./reader.js";
import { cleanWebp, isWebp } from "./webp.js";

/** A file, and whether what it told beside its content is gone. */
export interface Cleaned {
  /** `unknown`: a format that can't be cleaned. It may tell names, dates, places, earlier versions: the person is told so. */
  readonly state: "cleaned" | "unknown";
  /** RFC 6838, by the file's bytes and not by its name; `application/octet-stream` for what is not known. */
  readonly mediaType: string;
  /** The same picture, and nothing but the picture; the very bytes that were given where the format is not known. */
  readonly bytes: Uint8Array;
}

/**
 * Removes from a JPEG, PNG or WebP what it tells of camera, place, time and owner.
 *
 * Nothing is decoded: the file is walked through, and only what a viewer needs for the picture itself is copied, byte for byte, by
 * a list of what may stay. Where the picture has to be turned (EXIF's orientation), a block of metadata is written that says that
 * and nothing else. Colour profiles go, too: they name the make of a screen or camera. Whatever follows the picture's end goes:
 * second pictures, films, depth maps, and what a cropping tool left of the larger picture.
 *
 * @throws CleanError for a damaged file of a known format: what is not understood to its end is not passed on.
 */
export function clean(bytes: Uint8Array): Cleaned {
  if (startsWith(bytes, JPEG)) {
    return { state: "cleaned", mediaType: "image/jpeg", bytes: cleanJpeg(bytes) };
  }
  if (startsWith(bytes, PNG)) {
    return { state: "cleaned", mediaType: "image/png", bytes: cleanPng(bytes) };
  }
  if (isWebp(bytes)) {
    return { state: "cleaned", mediaType: "image/webp", bytes: cleanWebp(bytes) };
  }
  return { state: "unknown", mediaType: "application/octet-stream", bytes };
}
