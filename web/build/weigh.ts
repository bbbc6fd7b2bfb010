import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";

import { filesIn } from "./precompress.ts";

/** What every file weighs: bytes, and bytes as they travel (brotli), a line each. */
export async function weigh(dist: string): Promise<string> {
  const lines = [];
  for (const path of await filesIn(dist)) {
    const bytes = (await readFile(path)).length;
    const packed = await stat(`${path}.br`).then(
      (file) => file.size,
      () => bytes,
    );
    lines.push(`${relative(dist, path).padEnd(48)} ${String(bytes).padStart(8)} ${String(packed).padStart(8)} br\n`);
  }
  return lines.join("");
}
