import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { describe, expect, it } from "vitest";

const WEB = resolve(import.meta.dirname, "..");
const APPS = ["melder", "adviser", "organisation"];
const SHARED = ["attachments", "errors", "i18n", "ids", "links", "pages", "ui"];

/** A module or a style by a path, however it is asked for. */
const ASKED = /(?:\bfrom|\bimport|@import|\bnew URL)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/** What an app has of the kinds of letter: its registry, and in each kind's folder the files that are called so. */
const OF_KINDS: Readonly<Record<string, RegExp>> = {
  adviser: /^kinds\/([a-z-]+\/)?(adviser|compose)\./,
  melder: /^kinds\/([a-z-]+\/)?melder\./,
};

/** Which app, if any, a path within `web/` belongs to. */
function appOf(path: string): string | undefined {
  return APPS.find((app) => path.startsWith(`${app}/`) || OF_KINDS[app]?.test(path));
}

/** The sources in a folder of `web/`, by their paths within `web/`. */
function sourcesIn(folder: string): string[] {
  return readdirSync(resolve(WEB, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:tsx?|css)$/.test(name))
    .map((name) => join(folder, name));
}

/** Every file of a folder that reaches into an app which is not its own, and what it asks for there. */
function strangers(folder: string): string[] {
  return sourcesIn(folder).flatMap((file) =>
    [...readFileSync(resolve(WEB, file), "utf8").matchAll(ASKED)]
      .map(([, asked = ""]) => relative(WEB, resolve(WEB, dirname(file), asked)))
      .filter((asked) => appOf(asked) !== undefined && appOf(asked) !== appOf(file))
      .map((asked) => `${file} → ${asked}`),
  );
}

describe("what the apps share lies outside them", () => {
  it("is looked for in files that are there", () => {
    for (const folder of [...APPS, ...SHARED]) {
      expect([folder, sourcesIn(folder).length > 0]).toEqual([folder, true]);
    }
  });

  it.each(APPS)("%s reaches into no other app", (app) => {
    expect(strangers(app)).toEqual([]);
  });

  it("each file of a kind of letter belongs to an app, and reaches into no other", () => {
    const files = sourcesIn("kinds");
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => appOf(file) === undefined)).toEqual([]);
    expect(strangers("kinds")).toEqual([]);
  });

  it.each(SHARED)("%s reaches into no app", (folder) => {
    expect(strangers(folder)).toEqual([]);
  });
});
