/** What a page prints, as paper: Poppler draws it, and a decoder that is not the app's own reads its QR code. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import type { Page } from "@playwright/test";
import decodeQR from "qr/decode.js";

const run = promisify(execFile);

/** Dots to the inch: fewer than any printer has. */
const DOTS = 150;
const MILLIMETRES_TO_THE_INCH = 25.4;

/** A part of a sheet, in millimetres. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What came out of the printer. */
export class Paper {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Prints a page as its styles say, into a folder. */
  static async of(page: Page, folder: string, name: string): Promise<Paper> {
    const path = join(folder, `${name}.pdf`);
    await writeFile(path, await page.pdf({ preferCSSPageSize: true }));
    return new Paper(path);
  }

  /** How many sheets there are, and the size of the first in whole millimetres. */
  async sheets(): Promise<{ readonly count: number; readonly width: number; readonly height: number }> {
    const { stdout } = await run("pdfinfo", [this.#path]);
    const [, width = "", height = ""] = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(stdout) ?? [];
    const millimetres = (points: string) => Math.round((Number(points) / 72) * MILLIMETRES_TO_THE_INCH);
    const count = Number(/^Pages: +(\d+)/m.exec(stdout)?.[1]);
    return { count, width: millimetres(width), height: millimetres(height) };
  }

  /** What the QR code says in a part of the first sheet. @throws Error where there is none. */
  async code({ x, y, width, height }: Part): Promise<string> {
    const [left, top, across, down] = [x, y, width, height].map((millimetres) =>
      Math.round((millimetres / MILLIMETRES_TO_THE_INCH) * DOTS),
    ) as [number, number, number, number];
    const cut = Object.entries({ x: left, y: top, W: across, H: down }).flatMap(([name, dots]) => [
      `-${name}`,
      String(dots),
    ]);
    const options = { encoding: "buffer", maxBuffer: 1 << 26 } as const;
    const { stdout } = await run("pdftoppm", ["-r", String(DOTS), "-singlefile", ...cut, this.#path], options);
    // what comes last in this format: three bytes for each dot
    const data = stdout.subarray(-3 * across * down);
    // no limit to the time: a slow machine reads as well as a fast one
    return decodeQR({ width: across, height: down, data }, { format: "RGB", timeLimit: Infinity });
  }
}
