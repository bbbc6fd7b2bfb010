import { resolve } from "node:path";

const here = import.meta.dirname;

export default {
  root: here,
  publicDir: false,
  logLevel: "warn",
  build: {
    lib: { entry: resolve(here, "limit.ts"), formats: ["es"], fileName: () => "limit.js" },
    target: ["chrome107", "firefox104", "safari16"],
  },
};
