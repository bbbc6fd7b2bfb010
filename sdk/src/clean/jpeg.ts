import { join } from "../protocol/bytes.js";
import { CleanError } from "./clean-error.js";
import { orientationIn, orientationTiff } from "./orientation.js";
import { Reader, afterStart, ascii, integerOf } from "./reader.js";

const [SOI, EOI, SOS, APP0, APP1, APP14] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xee];
/** A marker without a segment, as the restart markers are. */
const TEM = 0x01;
const EXIF = ascii("Exif\0\0");

/** How a JPEG file begins. */
export const JPEG = Uint8Array.of(0xff, SOI, 0xff);

/**
 * A JPEG (ITU-T T.81 annex B) without what it tells beside the picture: frames, tables and scans stay; all APPn but what colour
 * and shape depend on, comments, and everything after the picture's end go.
 */
export function cleanJpeg(image: Uint8Array): Uint8Array {
  const reader = new Reader(image);
  reader.expect(Uint8Array.of(0xff, SOI));
  const picture: Uint8Array[] = [];
  let [shape, turned, colour, hasScans]: [Uint8Array?, number?, Uint8Array?, boolean?] = [];
  for (;;) {
    const marker = markerIn(reader);
    if (marker === EOI) {
      break;
    }
    if (marker === TEM) {
      continue;
    }
    const length = reader.integer(2, "big");
    if (length < 2) {
      throw new CleanError("damaged");
    }
    const segment = reader.take(length - 2);
    if (marker === APP0) {
      shape ??= jfif(segment);
    } else if (marker === APP1) {
      turned ??= orientationIn(afterStart(segment, EXIF) ?? new Uint8Array(0));
    } else if (marker === APP14) {
      colour ??= adobe(segment);
    } else if (belongs(marker)) {
      picture.push(segmentOf(marker, segment));
      if (marker === SOS) {
        hasScans = true;
        picture.push(scanIn(reader));
      }
    }
  }
  if (hasScans !== true) {
    throw new CleanError("damaged");
  }
  return join(
    Uint8Array.of(0xff, SOI),
    ...(shape ? [segmentOf(APP0, shape)] : []),
    ...(turned !== undefined ? [segmentOf(APP1, join(EXIF, orientationTiff(turned)))] : []),
    ...(colour ? [segmentOf(APP14, colour)] : []),
    ...picture,
    Uint8Array.of(0xff, EOI),
  );
}

/** Tables, frames and scans: DHT, DAC, SOFn, DQT, DNL, DRI, SOS. JPG and the hierarchical DHP and EXP are not in use. */
function belongs(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= SOS && marker <= 0xdd);
}

/** The next marker. Only 0xFF may stand before it, as filling. */
function markerIn(reader: Reader): number {
  if (reader.byte() !== 0xff) {
    throw new CleanError("damaged");
  }
  let marker: number;
  do {
    marker = reader.byte();
  } while (marker === 0xff);
  // Restart markers stand in scans only; a second image inside of the first in none.
  if (marker === 0 || (marker >= 0xd0 && marker <= SOI)) {
    throw new CleanError("damaged");
  }
  return marker;
}

/** Entropy-coded data, up to the marker after it. */
function scanIn(reader: Reader): Uint8Array {
  const { rest } = reader;
  let at = 0;
  for (;;) {
    at = rest.indexOf(0xff, at);
    const next = at === -1 ? undefined : rest[at + 1];
    if (next === undefined) {
      throw new CleanError("cut-off");
    }
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) {
      // A stuffed 0xFF, or a restart marker.
      at += 2;
    } else if (next === 0xff) {
      // Filling before a marker.
      at += 1;
    } else {
      return reader.take(at);
    }
  }
}

function segmentOf(marker: number, segment: Uint8Array): Uint8Array {
  return join(Uint8Array.of(0xff, marker), integerOf(segment.length + 2, 2, "big"), segment);
}

/** JFIF's shape of a pixel, without its thumbnail; without the dots per inch, which tell of a scanner. */
function jfif(segment: Uint8Array): Uint8Array | undefined {
  const start = ascii("JFIF\0");
  const fields = afterStart(segment, start);
  if (fields === undefined || fields.length < 7) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0] = fields.subarray(3, 7);
  const shape = a === c && b === d ? [0, 1, 0, 1] : [a, b, c, d];
  return join(start, Uint8Array.of(1, 1, 0, ...shape, 0, 0));
}

/** Adobe's word on how colours are coded, without its flags. */
function adobe(segment: Uint8Array): Uint8Array | undefined {
  const start = ascii("Adobe");
  const transform = afterStart(segment, start)?.[6];
  return transform === undefined ? undefined : join(start, Uint8Array.of(0, 100, 0, 0, 0, 0, transform));
}
