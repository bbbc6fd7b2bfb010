import { join } from "../protocol/bytes.js";
import { CleanError } from "./clean-error.js";
import { orientationIn, orientationTiff } from "./orientation.js";
import { Reader, afterStart, ascii, integerOf } from "./reader.js";

const [RIFF, WEBP, EXIF] = [ascii("RIFF"), ascii("WEBP"), ascii("Exif\0\0")];
/** In VP8X: there is transparency, there is an animation; and: there is EXIF. */
const PICTURE_FLAGS = 0x10 | 0x02;
const EXIF_FLAG = 0x08;
/** Bytes of VP8X: flags, three that are reserved, and the canvas. */
const EXTENDED = 10;
/** What stands before a frame's chunks: place, size, duration. */
const FRAME = 16;

/** Whether a file begins as a WebP does. */
export function isWebp(start: Uint8Array): boolean {
  return afterStart(start, RIFF) !== undefined && afterStart(start.subarray(8), WEBP) !== undefined;
}

/**
 * A WebP (RFC 9649) without what it tells beside the picture: bitstreams, transparency and animation stay; EXIF, XMP, profiles,
 * unknown chunks and everything after the container go.
 */
export function cleanWebp(image: Uint8Array): Uint8Array {
  const file = new Reader(image);
  file.expect(RIFF);
  const container = new Reader(file.take(file.integer(4, "little")));
  container.expect(WEBP);
  const picture: Uint8Array[] = [];
  let extended: Uint8Array | undefined;
  let turned: number | undefined;
  let hasPixels = false;
  while (!container.isAtEnd) {
    const { kind, data } = chunkIn(container);
    if (kind === "VP8X" && extended === undefined && picture.length === 0) {
      extended = extendedIn(data);
    } else if (kind === "EXIF") {
      // Some writers put JPEG's prefix before it.
      turned ??= orientationIn(afterStart(data, EXIF) ?? data);
    } else if (kind === "ANMF") {
      picture.push(chunkOf(kind, frameOf(data)));
      hasPixels = true;
    } else if (["VP8 ", "VP8L", "ALPH", "ANIM"].includes(kind)) {
      picture.push(chunkOf(kind, data));
      hasPixels ||= kind.startsWith("VP8");
    }
  }
  if (!hasPixels) {
    throw new CleanError("damaged");
  }
  // Without VP8X a reader would not look for EXIF.
  const exif = extended && turned !== undefined ? [chunkOf("EXIF", orientationTiff(turned))] : [];
  const [flags = 0] = extended ?? [];
  const head = extended ? [chunkOf("VP8X", Uint8Array.of(...flagsOf(flags, turned), ...extended.subarray(4)))] : [];
  const clean = join(WEBP, ...head, ...picture, ...exif);
  return join(RIFF, integerOf(clean.length, 4, "little"), clean);
}

function flagsOf(flags: number, turned: number | undefined): number[] {
  return [(flags & PICTURE_FLAGS) | (turned === undefined ? 0 : EXIF_FLAG), 0, 0, 0];
}

function extendedIn(data: Uint8Array): Uint8Array {
  return new Reader(data).take(EXTENDED);
}

/** One picture of an animation, which can hold chunks of any kind, too. */
function frameOf(data: Uint8Array): Uint8Array {
  const reader = new Reader(data);
  const parts = [reader.take(FRAME)];
  while (!reader.isAtEnd) {
    const chunk = chunkIn(reader);
    if (["ALPH", "VP8 ", "VP8L"].includes(chunk.kind)) {
      parts.push(chunkOf(chunk.kind, chunk.data));
    }
  }
  return join(...parts);
}

function chunkIn(reader: Reader): { readonly kind: string; readonly data: Uint8Array } {
  const kind = reader.name();
  const length = reader.integer(4, "little");
  const data = reader.take(length);
  // Chunks begin at even places; the last one's filling is left out by some.
  if (length % 2 === 1 && !reader.isAtEnd) {
    reader.byte();
  }
  return { kind, data };
}

function chunkOf(kind: string, data: Uint8Array): Uint8Array {
  const filling = new Uint8Array(data.length % 2);
  return join(ascii(kind), integerOf(data.length, 4, "little"), data, filling);
}
