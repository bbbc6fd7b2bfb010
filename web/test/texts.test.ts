import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { FOLDERS, languagesIn, readTexts } from "../build/folders.ts";
import { inEachLanguage } from "../build/languages.ts";
import { REFERENCE } from "../i18n/tags.ts";

/** Files of texts that have names for them. */
const FILES = ["common.json", "kinds.json", "adviser.json", "joining.json", "organisation.json"];

const WEB = join(FOLDERS, "..");

const sources = readdirSync(WEB, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/^(browser|build|dist|node_modules|test)\//.test(name))
  .map((name) => readFileSync(join(WEB, name), "utf8"))
  .join("\n");

describe("the texts", () => {
  it.each(FILES)("in %s are all used", (file) => {
    const keys = Object.keys(readTexts(FOLDERS, REFERENCE, file)).map((key) => key.replace(/_[a-z]+$/, ""));
    expect(keys.filter((key) => !sources.includes(`"${key}"`) && !isBuilt(key))).toEqual([]);
  });

  it("have a name each", () => {
    const names = FILES.flatMap((file) => Object.keys(readTexts(FOLDERS, REFERENCE, file)));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe("a page that has texts before any script", () => {
  const pages = ["melder/index", "melder/root", "melder/help", "adviser/index", "organisation/index"];

  it.each(pages)("%s has them in each language, under one heading", (page) => {
    const filled = inEachLanguage(readFileSync(join(WEB, `${page}.html`), "utf8"));
    for (const { tag, direction } of languagesIn(FOLDERS)) {
      expect(filled).toContain(`lang="${tag}" dir="${direction}"`);
    }
    expect(filled).toContain(`<html lang="${REFERENCE}">`);
    expect(filled.match(/<h1>/g)).toHaveLength(1);
    expect(filled).not.toMatch(/<!--|%\w+%/);
  });
});

/** Whether some template with a value in it gives this key. */
function isBuilt(key: string): boolean {
  const templates = sources.match(/`[a-z]+[.][a-z.-]*\$\{[^`]*`|`\$\{[^`]*\}[.][a-z.]+`/g) ?? [];
  return templates.some((template) => {
    const pattern = template
      .slice(1, -1)
      .replace(/\./g, "\\.")
      .replace(/\$\{[^}]*\}/g, "[a-z-]+");
    return pattern !== "[a-z-]+" && new RegExp(`^${pattern}$`).test(key);
  });
}
