import { createHash } from "node:crypto";

import type { Plugin } from "vite";

import type { App } from "./apps.ts";

/** Writes into every page which bytes its scripts and styles must have (subresource integrity, SHA-384). */
export function integrity({ base }: App): Plugin {
  return {
    name: "fluister:integrity",
    enforce: "post",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== "asset" || !page.fileName.endsWith(".html")) {
            continue;
          }
          page.source = text(page.source).replace(
            /<(script|link)\b([^>]*?)(src|href)="(\/[^"]+)"([^>]*)>/g,
            (whole, tag: string, before: string, name: string, address: string, after: string) => {
              const target = bundle[address.slice(base.length)];
              if (!target) {
                return whole;
              }
              const hash = createHash("sha384").update(target.type === "chunk" ? target.code : target.source);
              return `<${tag}${before}${name}="${address}" integrity="sha384-${hash.digest("base64")}"${after}>`;
            },
          );
        }
      },
    },
  };
}

function text(source: string | Uint8Array): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
