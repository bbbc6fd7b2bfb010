import type { Plugin } from "vite";

import { writeManifest } from "./manifest.ts";
import { precompress } from "./precompress.ts";
import { weigh } from "./weigh.ts";

/** What is done once all apps are written: the manifest, the compressed forms, and a list of what everything weighs. */
export function finish(dist: string): Plugin {
  return {
    name: "fluister:finish",
    apply: "build",
    enforce: "post",
    writeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        await writeManifest(dist);
        await precompress(dist);
        process.stdout.write(await weigh(dist));
      },
    },
  };
}
