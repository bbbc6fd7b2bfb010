import { join } from "../protocol/bytes.js";
import { CleanError } from "./clean-error.js";
import { crc32 } from "./crc32.js";
import { orientationIn, orientationTiff } from "./orientation.js";
import { Reader, ascii, integerOf } from "./reader.js";

/** How a PNG file begins. */
export const PNG = Uint8Array.of(0x89, ...ascii("PNG\r\n\x1a\n"));

/**
 * Pixels, transparency, the short words on how colours are meant, and the frames of an animation. `cHRM`, `iCCP` and `pHYs` can
 * be a screen's or scanner's own.
 */
const BELONGS = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "sRGB", "gAMA", "cICP", "acTL", "fcTL", "fdAT"];

/**
 * A PNG (W3C, third edition) without what it tells beside the picture: text, time, EXIF, profiles, unknown chunks and everything
 * after IEND go.
 */
export function cleanPng(image: Uint8Array): Uint8Array {
  const reader = new Reader(image);
  reader.expect(PNG);
  const [head, picture]: [Uint8Array[], Uint8Array[]] = [[], []];
  // eXIf may stand before or after the pixels, and is written right after the header.
  let turned: number | undefined;
  let hasPixels = false;
  for (let kind = ""; kind !== "IEND";) {
    const length = reader.integer(4, "big");
    kind = reader.name();
    const data = reader.take(length);
    const checksum = reader.integer(4, "big");
    if (kind === "eXIf") {
      turned ??= orientationIn(data);
    }
    if (BELONGS.includes(kind)) {
      if (checksum !== crc32(ascii(kind), data) || (head.length === 0) !== (kind === "IHDR")) {
        throw new CleanError("damaged");
      }
      hasPixels ||= kind === "IDAT";
      (kind === "IHDR" ? head : picture).push(chunkOf(kind, data));
    }
  }
  if (!hasPixels) {
    throw new CleanError("damaged");
  }
  const exif = turned === undefined ? [] : [chunkOf("eXIf", orientationTiff(turned))];
  return join(PNG, ...head, ...exif, ...picture);
}

function chunkOf(kind: string, data: Uint8Array): Uint8Array {
  const name = ascii(kind);
  return join(integerOf(data.length, 4, "big"), name, data, integerOf(crc32(name, data), 4, "big"));
}
