import { resolve } from "node:path";

import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@fluister/sdk": resolve(import.meta.dirname, "../sdk/src/index.ts") },
    dedupe: ["@noble/ciphers", "@noble/curves", "@noble/hashes", "@noble/post-quantum", "@scure/base", "@scure/bip39"],
  },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // so that what is on a page can be found by its class
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
});
