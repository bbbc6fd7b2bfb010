import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { describe, expect, it } from "vitest";

const REPOSITORY = resolve(import.meta.dirname, "../..");
/** What is loaded by no page. */
const APART = ["browser", "build", "dist", "node_modules", "test"];

const FOLDERS = [
  "sdk/src",
  ...readdirSync(resolve(REPOSITORY, "web"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !APART.includes(entry.name))
    .map(({ name }) => `web/${name}`),
];

/** A module by a path. What begins with `import type` or `export type` is gone once it is compiled. */
const ASKED = /^(?:import|export)\s+(type\s)?[^;"']*?\bfrom\s+"(\.{1,2}\/[^"]+)"|\bimport\s*\(?\s*"(\.{1,2}\/[^"]+)"/gm;

/**
 * Circles of types alone, each as the way round from its first module. They load nothing, and stay for a reason:
 * - a vault has itself written anew under new keys by `rotation.ts`, which works on any vault;
 * - what was answered on this page is a part of the conversation, and forgotten with it.
 */
const OF_TYPES = [
  "sdk/src/vault/rotation.ts → sdk/src/vault/vault.ts → sdk/src/vault/rotation.ts",
  "web/melder/answered.ts → web/melder/conversation.ts → web/melder/answered.ts",
];

type Needs = ReadonlyMap<string, readonly string[]>;

/** The file that a path within a source file means: the SDK writes `.js` for what will be compiled to that. */
function moduleOf(file: string, asked: string): string | undefined {
  const path = resolve(REPOSITORY, dirname(file), asked);
  const found = [path, path.replace(/\.js$/, ".ts")].find((one) => /\.tsx?$/.test(one) && existsSync(one));
  return found === undefined ? undefined : relative(REPOSITORY, found);
}

/** Which modules each module needs, with or without those that it needs for their types alone. */
function needs(withTypes: boolean): Needs {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(resolve(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  return new Map(
    files.sort().map((file) => {
      const asked = [...readFileSync(resolve(REPOSITORY, file), "utf8").matchAll(ASKED)]
        .filter(([, type]) => withTypes || type === undefined)
        .map(([, , from, direct = ""]) => moduleOf(file, from ?? direct));
      return [file, asked.filter((module) => module !== undefined)];
    }),
  );
}

/** The shortest way from a module back to itself. */
function wayRound(modules: Needs, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of modules.get(way.at(-1) ?? "") ?? []) {
      if (next === start) {
        return [...way, next];
      }
      if (!seen.has(next)) {
        seen.add(next);
        ways.push([...way, next]);
      }
    }
  }
  return undefined;
}

/** Each circle once, from the first of its modules. */
function circles(modules: Needs): string[] {
  const ways = [...modules.keys()].map((module) => wayRound(modules, module)).filter((way) => way !== undefined);
  return ways.filter(([first = "", ...rest]) => rest.every((module) => first <= module)).map((way) => way.join(" → "));
}

describe("modules of the SDK and the pages know one another in one direction", () => {
  it("is looked for in modules that are there, and that need one another", () => {
    const modules = needs(false);
    expect(modules.size).toBeGreaterThan(250);
    expect(modules.get("sdk/src/vault/vault.ts")).toContain("sdk/src/vault/rotation.ts");
    expect(modules.get("web/melder/app.tsx")).toContain("web/melder/frame.tsx");
  });

  it("finds a circle once, by its shortest way", () => {
    const some = new Map([
      ["a", ["b"]],
      ["b", ["c", "a"]],
      ["c", ["a"]],
      ["d", ["a"]],
    ]);
    expect(circles(some)).toEqual(["a → b → a"]);
  });

  it("nothing is loaded in a circle", () => {
    expect(circles(needs(false))).toEqual([]);
  });

  it("no types need one another but those that are named", () => {
    expect(circles(needs(true))).toEqual(OF_TYPES);
  });
});
