import { resolve } from "node:path";

import { defineConfig } from "vite";

import { integrity } from "./build/integrity.ts";
import { manifest } from "./build/manifest.ts";
import { precompress } from "./build/precompress.ts";
import { weigh } from "./build/weigh.ts";

const here = import.meta.dirname;

/** The melder's pages. The same sources give the same bytes: no dates, no paths of this machine, names by content. */
export default defineConfig({
  root: resolve(here, "melder"),
  base: "/",
  publicDir: false,
  json: { stringify: true },
  resolve: {
    alias: { "@fluister/sdk": resolve(here, "../sdk/src/index.ts") },
    // The SDK's libraries come from here, so that there is one lock file for what is shipped.
    dedupe: ["@noble/ciphers", "@noble/curves", "@noble/hashes", "@noble/post-quantum", "@scure/base", "@scure/bip39"],
  },
  build: {
    outDir: resolve(here, "dist"),
    emptyOutDir: true,
    target: ["chrome107", "firefox104", "safari16"],
    assetsDir: "web",
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: ["index.html", "root.html", "help.html"].map((page) => resolve(here, "melder", page)),
      output: {
        entryFileNames: "web/[name]-[hash].js",
        chunkFileNames: "web/[name]-[hash].js",
        // One piece for the protocol: what is loaded later shares its bytes with it and makes no pieces of its own.
        codeSplitting: {
          groups: [
            // what loads the pieces; in the protocol's, the first screen would wait for all of that
            { name: "load", test: /preload-helper|rolldown[/:]runtime/, priority: 1 },
            { name: "protocol", test: /\/melder\/protocol\.ts|\/sdk\/src\/(?!clean\/)|\/@noble\/|\/@scure\/base\// },
          ],
        },
        assetFileNames: "web/[name]-[hash].[ext]",
      },
    },
  },
  plugins: [integrity(), manifest(), precompress(), weigh()],
});
