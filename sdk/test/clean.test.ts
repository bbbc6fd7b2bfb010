import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { clean } from "../src/clean/clean.js";
import { CleanError } from "../src/clean/clean-error.js";

// The images are those of the Rust client, made by client/tests/images/make.py.
const IMAGES = {
  "camera.jpg": "image/jpeg",
  "moving.jpg": "image/jpeg",
  "print.jpg": "image/jpeg",
  "screen.png": "image/png",
  "moving.png": "image/png",
  "photo.webp": "image/webp",
  "moving.webp": "image/webp",
  "plain.webp": "image/webp",
};

function image(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../../client/tests/images/${name}`, import.meta.url)));
}

function cleanOf(name: string): Uint8Array {
  return image(name.replace(".", ".clean."));
}

function tells(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes("SECRET");
}

/** Cleans, unless it is refused. */
function tried(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return clean(bytes).bytes;
  } catch (error) {
    assert.ok(error instanceof CleanError);
    return undefined;
  }
}

test("the picture stays byte for byte, and nothing else", () => {
  for (const [name, mediaType] of Object.entries(IMAGES)) {
    const told = image(name);
    assert.ok(tells(told), name);
    const cleaned = clean(told);
    assert.deepEqual({ ...cleaned, bytes: undefined }, { state: "cleaned", mediaType, bytes: undefined });
    assert.deepEqual(cleaned.bytes, cleanOf(name), name);
    assert.deepEqual(clean(cleaned.bytes).bytes, cleaned.bytes, name);
  }
});

test("an image that is cut off is not passed on", () => {
  for (const name of Object.keys(IMAGES)) {
    const whole = cleanOf(name);
    // Before its twelfth byte nobody knows it for an image.
    for (let length = 12; length < whole.length; length++) {
      assert.throws(() => clean(whole.subarray(0, length)), CleanError, `${name} with ${length} bytes`);
    }
  }
});

test("what is damaged is refused or clean", () => {
  for (const name of Object.keys(IMAGES)) {
    const whole = image(name);
    for (let at = 12; at < whole.length; at += 3) {
      for (const value of [0x00, 0xd9, 0xda, 0xff]) {
        const damaged = whole.slice();
        damaged[at] = value;
        const once = tried(damaged);
        assert.ok(
          once === undefined || Buffer.compare(clean(once).bytes, once) === 0,
          `${name}, byte ${at} as ${value}`,
        );
      }
    }
  }
});

test("only these three are cleaned, by their bytes and not by their names", () => {
  for (const start of [
    "%PDF-1.7\n%aa",
    "PK\x03\x04........",
    "GIF89a......",
    "\0\0\0\x18ftypheic",
    "",
    "RIFF....WAVE",
  ]) {
    const bytes = new TextEncoder().encode(start);
    assert.deepEqual(clean(bytes), { state: "unknown", mediaType: "application/octet-stream", bytes });
  }
  const wrong = image("screen.clean.png");
  const pixels = Buffer.from(wrong).indexOf("IDAT");
  wrong[pixels + 9] = (wrong[pixels + 9] ?? 0) ^ 1;
  assert.throws(() => clean(wrong), { reason: "damaged" });
});
