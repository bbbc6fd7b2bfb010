import type { AttachmentSource } from "@fluister/sdk";

import type { ChosenFile } from "./chosen-file.ts";

/** How many files go with one letter: its post has room for sixteen letters, and words and notes come first. */
export const MOST_FILES = 8;

/** Files of up to this many bytes are read at once, to be cleaned; pictures are smaller. */
const MOST_CLEANED = 64_000_000;

let count = 0;

/**
 * A file as it would be sent: without hidden data where they can be removed; else it is to be asked about.
 *
 * @throws CleanError where a picture is damaged; what reading throws where the file cannot be read.
 */
export async function choose(file: File): Promise<ChosenFile> {
  count += 1;
  const asked: ChosenFile = { number: count, name: file.name, source: fromFile(file), state: "asked" };
  if (file.size > MOST_CLEANED) {
    return asked;
  }
  const { clean } = await import("./cleaning.ts");
  const { state, mediaType, bytes } = clean(new Uint8Array(await file.arrayBuffer()));
  return state === "cleaned" ? { ...asked, source: fromBytes(file.name, mediaType, bytes), state } : asked;
}

function fromBytes(name: string, mediaType: string, bytes: Uint8Array): AttachmentSource {
  return {
    name: fitting(name),
    mediaType,
    size: bytes.length,
    read: (from, to) => Promise.resolve(bytes.slice(from, to)),
  };
}

/** Read piece by piece: a long film never lies in memory whole. */
function fromFile(file: File): AttachmentSource {
  return {
    name: fitting(file.name),
    mediaType: file.type === "" ? "application/octet-stream" : file.type,
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

/** The file under another name. */
export function renamed(file: ChosenFile, name: string): ChosenFile {
  return { ...file, name, source: { ...file.source, name: fitting(name) } };
}

/** A name of 1 to 200 bytes without control characters, whatever was typed. */
function fitting(name: string): string {
  const plain = name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "").trim();
  const encoder = new TextEncoder();
  let short = plain;
  while (encoder.encode(short).length > 200) {
    short = Array.from(short).slice(0, -1).join("");
  }
  return short === "" ? "-" : short;
}
