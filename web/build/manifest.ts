import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

import { ADVISER, MELDER, ORGANISATION } from "./apps.ts";
import { filesIn } from "./precompress.ts";

/**
 * Writes `/web/manifest.json`: the SHA-256 of every file by its address (base64), and the policies they are served with, so
 * that anybody can compare what a server serves with what is published. It has the fields of WEBCAT's manifests.
 */
export async function writeManifest(dist: string): Promise<void> {
  const files: Record<string, string> = {};
  for (const path of await filesIn(dist)) {
    files[`/${relative(dist, path)}`] = createHash("sha256")
      .update(await readFile(path))
      .digest("base64");
  }
  const manifest = {
    default_csp: MELDER.policy,
    extra_csp: { [ADVISER.base]: ADVISER.policy, [ORGANISATION.base]: ORGANISATION.policy },
    default_index: "root.html",
    default_fallback: "/index.html",
    files,
    wasm: [],
  };
  await writeFile(join(dist, "web/manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
