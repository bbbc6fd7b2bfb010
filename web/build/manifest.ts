import { createHash } from "node:crypto";

import type { Plugin } from "vite";

/** What the server lets pages do, word for word; a test compares the two. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
  + "trusted-types 'none'";

/**
 * Writes `/web/manifest.json`: the SHA-256 of every file by its address (base64), and the policy it is served with, so that
 * anybody can compare what a server serves with what is published. It has the fields of WEBCAT's manifests.
 */
export function manifest(): Plugin {
  return {
    name: "fluister:manifest",
    enforce: "post",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const hashes = Object.values(bundle).map((file): [string, string] => [
          `/${file.fileName}`,
          createHash("sha256")
            .update(file.type === "chunk" ? file.code : file.source)
            .digest("base64"),
        ]);
        const source = {
          default_csp: POLICY,
          default_index: "root.html",
          default_fallback: "/index.html",
          files: Object.fromEntries(hashes.sort(([one], [other]) => (one < other ? -1 : 1))),
          wasm: [],
        };
        this.emitFile({ type: "asset", fileName: "web/manifest.json", source: `${JSON.stringify(source, null, 2)}\n` });
      },
    },
  };
}
