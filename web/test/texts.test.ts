import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../i18n");

/** The texts that all apps have, and those of each. */
const collections = [".", "adviser", "joining", "organisation"];

function languagesIn(collection: string): string[] {
  return readdirSync(join(folder, collection)).filter((name) => name.endsWith(".json"));
}

function textsOf(collection: string, name: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, collection, name), "utf8")) as Record<string, string>;
}

/** Keys without the ending that tells the plural form. */
function stems(texts: Record<string, string>): string[] {
  return [...new Set(Object.keys(texts).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")))].sort();
}

function valuesIn(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

const sources = readdirSync(join(folder, ".."), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/^(browser|build|dist|node_modules|test)\//.test(name))
  .map((name) => readFileSync(join(folder, "..", name), "utf8"))
  .join("\n");

describe.each(collections)("%s", (collection) => {
  const dutch = textsOf(collection, "nl.json");

  describe.each(languagesIn(collection))("%s", (name) => {
    const texts = textsOf(collection, name);

    it("says everything that the Dutch texts say", () => {
      expect(stems(texts)).toEqual(stems(dutch));
    });

    it("has every plural form of its language, and no other", () => {
      const forms = new Intl.PluralRules(name.replace(".json", "")).resolvedOptions().pluralCategories;
      const plurals = Object.keys(texts).filter((key) => key.includes("_"));
      for (const stem of new Set(plurals.map((key) => key.slice(0, key.lastIndexOf("_"))))) {
        const found = plurals.filter((key) => key.startsWith(`${stem}_`)).map((key) => key.slice(stem.length + 1));
        expect(found.sort(), stem).toEqual([...forms].sort());
      }
    });

    it("has the same values in each text", () => {
      for (const [key, text] of Object.entries(texts)) {
        expect(valuesIn(text), key).toEqual(valuesIn(dutch[key] ?? ""));
      }
    });

    it("leaves nothing empty", () => {
      expect(Object.entries(texts).filter(([, text]) => text.trim() === "")).toEqual([]);
    });
  });

  it("is all used", () => {
    const unused = stems(dutch).filter((key) => !sources.includes(`"${key}"`) && !isBuilt(key));
    expect(unused).toEqual([]);
  });
});

describe("the collections", () => {
  it("say the same as one another under no name", () => {
    const names = collections.flatMap((collection) => Object.keys(textsOf(collection, "nl.json")));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
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
