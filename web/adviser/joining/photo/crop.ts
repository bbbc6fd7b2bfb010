/** Which square of a picture is kept. */
export interface Crop {
  /** 1: the largest square there is; 4: a quarter of its side. */
  readonly zoom: number;
  /** 0: as far to the left as can be; 1: as far to the right. */
  readonly x: number;
  /** Where the square lies between the upper edge, 0, and the lower, 1. */
  readonly y: number;
}

/** The middle of the picture, as large as can be. */
export const MIDDLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };

/** The largest factor by which a picture is enlarged. */
export const MOST_ZOOM = 4;

/** The square in pixels of the picture. */
export function squareOf(
  width: number,
  height: number,
  { zoom, x, y }: Crop,
): { readonly left: number; readonly top: number; readonly side: number } {
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * x, top: (height - side) * y, side };
}

/** The crop after the picture was dragged by a part of the shown square's side (1: by the whole side). */
export function dragged(width: number, height: number, crop: Crop, right: number, down: number): Crop {
  const { side } = squareOf(width, height, crop);
  const along = (from: number, room: number, by: number) =>
    room === 0 ? from : Math.min(1, Math.max(0, from - (by * side) / room));
  return { ...crop, x: along(crop.x, width - side, right), y: along(crop.y, height - side, down) };
}
