import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";

import type { Plugin } from "vite";

import { filesIn } from "./precompress.ts";

/** Prints what every file weighs: bytes, and bytes as they travel (brotli). */
export function weigh(): Plugin {
  return {
    name: "fluister:weigh",
    apply: "build",
    enforce: "post",
    writeBundle: {
      order: "post",
      sequential: true,
      async handler({ dir = "dist" }) {
        const lines = [];
        for (const path of await filesIn(dir)) {
          const bytes = (await readFile(path)).length;
          const packed = await stat(`${path}.br`).then(
            (file) => file.size,
            () => bytes,
          );
          lines.push(`${relative(dir, path).padEnd(36)} ${String(bytes).padStart(8)} ${String(packed).padStart(8)} br`);
        }
        process.stdout.write(`${lines.join("\n")}\n`);
      },
    },
  };
}
