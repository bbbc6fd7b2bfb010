/**
 * Files to send along.
 */
import { crc32, deflateSync } from "node:zlib";

import type { File } from "./pages/screen.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk of a PNG (ISO/IEC 15948, section 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

function head(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  // 8 bits, grey
  bytes[8] = 8;
  return chunk("IHDR", bytes);
}

const ROWS = Buffer.concat(
  Array.from({ length: 32 }, (_, y) => Buffer.from([0, ...new Array<number>(32).fill(y * 8)])),
);

/** A picture that says who made it, where, and with what. */
export const photo: File = {
  name: "IMG_20260512.png",
  mimeType: "image/png",
  buffer: Buffer.concat([
    SIGNATURE,
    head(32, 32),
    chunk("tEXt", Buffer.from("Author\0Noor de Vries, Fabriek 2")),
    chunk("IDAT", deflateSync(ROWS)),
    chunk("IEND", Buffer.alloc(0)),
  ]),
};

/** A text, which nobody can clean. */
export const note: File = { name: "notitie.txt", mimeType: "text/plain", buffer: Buffer.from("Dinsdag, tien uur.\n") };

/** What a PNG shows: its chunks without texts. @throws Error where it is none. */
export function shown(png: Uint8Array): readonly string[] {
  const bytes = Buffer.from(png);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error("not a PNG");
  const chunks: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (type !== "tEXt") chunks.push(`${type} ${data.toString("base64")}`);
  }
  return chunks;
}
