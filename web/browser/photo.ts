/**
 * A photo as a telephone takes it: what was seen, and around it where, when, with what and by whom.
 */

/** What the photo tells beside the picture, as it stands in the file's bytes. */
export const TOLD: readonly Buffer[] = [
  ...["Telefoonmaker", "Noor de Vries", "2026:05:12 10:04:00", "GPSLatitude", "Fabriek 2", "Filmpje"].map((text) =>
    Buffer.from(text, "latin1"),
  ),
  // 52° 5' 26.43" N, as three fractions
  fractions([52, 5, 26.43]),
  fractions([5, 7, 11.21]),
];

/** A JPEG with all of that put into it: EXIF with a place, XMP, a comment, and a film after its end. It is to be turned right. */
export function photographed(picture: Buffer): Buffer {
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>52,5.44N</exif:GPSLatitude></x:xmpmeta>';
  return Buffer.concat([
    picture.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff()])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    segment(0xfe, Buffer.from("Fabriek 2")),
    picture.subarray(2),
    Buffer.from("Filmpje"),
  ]);
}

function segment(marker: number, bytes: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

function fractions(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 8);
  numbers.forEach((number, at) => {
    bytes.writeUInt32BE(Math.round(number * 100), at * 8);
    bytes.writeUInt32BE(100, at * 8 + 4);
  });
  return bytes;
}

/** Kinds of values (TIFF 6.0, section 2). */
const [ASCII, SHORT, LONG, RATIONAL] = [2, 3, 4, 5];

interface Entry {
  readonly tag: number;
  readonly kind: number;
  readonly count: number;
  readonly value: Buffer;
}

function text(tag: number, value: string): Entry {
  return { tag, kind: ASCII, count: value.length + 1, value: Buffer.from(`${value}\0`, "latin1") };
}

function long(tag: number, number: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { tag, kind: LONG, count: 1, value };
}

/** EXIF's tags (CIPA DC-008): the maker, which way is up, when and by whom; and in a list of its own, where. */
function tiff(): Buffer {
  const place = [
    text(1, "N"),
    { tag: 2, kind: RATIONAL, count: 3, value: fractions([52, 5, 26.43]) },
    text(3, "E"),
    { tag: 4, kind: RATIONAL, count: 3, value: fractions([5, 7, 11.21]) },
  ];
  const first = (placeAt: number) => [
    text(0x010f, "Telefoonmaker"),
    { tag: 0x0112, kind: SHORT, count: 1, value: Buffer.from([0, 6, 0, 0]) },
    text(0x0132, "2026:05:12 10:04:00"),
    text(0x013b, "Noor de Vries"),
    long(0x8825, placeAt),
  ];
  const placeAt = 8 + list(first(0), 8).length;
  return Buffer.concat([Buffer.from("MM\0\x2a\0\0\0\x08", "latin1"), list(first(placeAt), 8), list(place, placeAt)]);
}

/** A list of entries that begins at this place, and after it what doesn't fit into them. */
function list(entries: readonly Entry[], at: number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  head.writeUInt16BE(entries.length);
  let rest = Buffer.alloc(0);
  entries.forEach(({ tag, kind, count, value }, number) => {
    const place = 2 + number * 12;
    head.writeUInt16BE(tag, place);
    head.writeUInt16BE(kind, place + 2);
    head.writeUInt32BE(count, place + 4);
    if (value.length <= 4) {
      value.copy(head, place + 8);
    } else {
      head.writeUInt32BE(at + head.length + rest.length, place + 8);
      rest = Buffer.concat([rest, value, Buffer.alloc(value.length % 2)]);
    }
  });
  return Buffer.concat([head, rest]);
}
