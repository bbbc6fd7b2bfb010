import { readdirSync } from "node:fs";

import type { Plugin } from "vite";

/** In the service worker's source, where the list of the app's files comes to stand. */
const PLACE = "__FILES__";

/** Tells the service worker which files the app has, so that it is a new one whenever any of them is. */
export function own(): Plugin {
  let unbuilt: string[] = [];
  return {
    name: "fluister:own",
    apply: "build",
    configResolved({ publicDir }) {
      unbuilt = readdirSync(publicDir);
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["service-worker.js"];
        const code = worker?.type === "asset" ? String(worker.source) : "";
        if (worker?.type !== "asset" || !code.includes(PLACE) || /\bimport\b/.test(code)) {
          throw new Error("the service worker must be one file, with a place for the list of files");
        }
        const built = Object.keys(bundle).filter((name) => name !== worker.fileName);
        const files = [...built, ...unbuilt].map((name) => (name === "index.html" ? "" : name)).sort();
        worker.source = code.replaceAll(PLACE, JSON.stringify(files));
      },
    },
  };
}
