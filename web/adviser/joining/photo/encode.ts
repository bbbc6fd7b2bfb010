import { clean } from "@fluister/sdk";

import { type Crop, squareOf } from "./crop.ts";

/** Pixels of a side of the picture that is sent, at most. */
const SIDE = 512;

/** How good a JPEG is made: between 0 and 1. */
const QUALITY = 0.85;

/** How many bytes a picture has at most that goes to an organisation. */
export const MOST_PHOTO = 1_048_576;

/** Bytes of a file that are read at all. */
export const MOST_FILE = 64_000_000;

/** Why a picture can't be used. */
export type PhotoErrorCode = "unreadable" | "too-large" | "kind";

/** Thrown where a picture can't be used, with the reason. */
export class PhotoError extends Error {
  readonly reason: PhotoErrorCode;

  constructor(reason: PhotoErrorCode) {
    super(`not a photo: ${reason}`);
    this.name = "PhotoError";
    this.reason = reason;
  }
}

/** A picture as the browser shows it, turned as its camera says. @throws PhotoError `unreadable` */
export async function decoded(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch {
    throw new PhotoError("unreadable");
  }
}

/**
 * Whether a canvas gives back what was drawn on it. Browsers that resist fingerprinting give noise, or one colour, and what was
 * made from that would be no picture any more.
 */
export function isCanvasHonest(): boolean {
  const context = contextOf(SAMPLE, SAMPLE);
  if (!context) {
    return false;
  }
  const half = SAMPLE / 2;
  for (const [at, colour] of ["#c03020", "#20a040", "#2040c0", "#e0d060"].entries()) {
    context.fillStyle = colour;
    context.fillRect((at % 2) * half, Math.floor(at / 2) * half, half, half);
  }
  const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
  const expected = [
    [0xc0, 0x30, 0x20],
    [0x20, 0xa0, 0x40],
    [0x20, 0x40, 0xc0],
    [0xe0, 0xd0, 0x60],
  ];
  for (let y = 0; y < SAMPLE; y++) {
    for (let x = 0; x < SAMPLE; x++) {
      const colour = expected[(x < half ? 0 : 1) + (y < half ? 0 : 2)] ?? [];
      if (colour.some((value, part) => Math.abs((data[(y * SAMPLE + x) * 4 + part] ?? 0) - value) > NEAR)) {
        return false;
      }
    }
  }
  return true;
}

/** Pixels of a side of what is drawn to see whether it comes back. */
const SAMPLE = 16;

/** How much a colour may differ (of 255): some browsers change the last bit or two, which nobody sees. */
const NEAR = 8;

/** Draws the square that is kept, for the eye. */
export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const { left, top, side } = squareOf(picture.width, picture.height, crop);
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    // what is transparent becomes white, as in a JPEG it must become something
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  }
}

/** The square as a JPEG of at most 512 × 512 pixels, without anything beside the picture. @throws PhotoError */
export async function square(picture: ImageBitmap, crop: Crop): Promise<Uint8Array> {
  const side = Math.max(1, Math.min(SIDE, Math.round(squareOf(picture.width, picture.height, crop).side)));
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  draw(canvas, picture, crop);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) {
    throw new PhotoError("unreadable");
  }
  const made = await decoded(blob);
  const isWhole = made.width === side && made.height === side;
  made.close();
  if (!isWhole) {
    throw new PhotoError("unreadable");
  }
  return cleaned(new Uint8Array(await blob.arrayBuffer()));
}

/** A picture as it came, without anything beside it: where a canvas can't be used. @throws PhotoError */
export function cleaned(bytes: Uint8Array): Uint8Array {
  let result;
  try {
    result = clean(bytes);
  } catch {
    throw new PhotoError("unreadable");
  }
  if (result.state !== "cleaned") {
    throw new PhotoError("kind");
  }
  if (result.bytes.length > MOST_PHOTO) {
    throw new PhotoError("too-large");
  }
  return result.bytes;
}

function contextOf(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext("2d", { willReadFrequently: true });
}
