/** A language that nobody speaks, as one folder in a copy of the pages' sources. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const WEB = resolve(import.meta.dirname, "../..");

/** Its tag is one for trying things out; its plural categories are Arabic's, all six that there are. */
export const TAG = "ar-XB";
/** What it calls itself. */
export const NAME = "\u0644\u063a\u0629";

/** What is left out of the copy, or linked to instead. */
const LEFT_OUT = new Set(["browser", "dist", "node_modules", "test"]);

/** Apps that are built with it. */
const APPS = ["melder", "adviser"] as const;

/** The pages with one language more. */
export interface MadeUp {
  /** Where they were built to. */
  readonly dist: string;
  /** Where their languages are. */
  readonly folders: string;
}

/** Copies the pages' sources, adds the folder and nothing else, and builds; gone when `live` is over. */
export async function withMadeUp(live: (made: MadeUp) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fluister-language-"));
  try {
    const web = join(folder, "web");
    await cp(WEB, web, {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(path.slice(WEB.length + 1)),
    });
    await symlink(join(WEB, "node_modules"), join(web, "node_modules"));
    await symlink(resolve(WEB, "../sdk"), join(folder, "sdk"));
    const folders = join(web, "i18n");
    await makeUp(join(folders, "en"), join(folders, TAG));
    const dist = join(folder, "dist");
    const vite = join(WEB, "node_modules/vite/bin/vite.js");
    for (const app of APPS) {
      const env = { ...process.env, FLUISTER_DIST: dist };
      await promisify(execFile)(process.execPath, [vite, "build", "--mode", app], { cwd: web, env });
    }
    await live({ dist, folders });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Makes the folder of another one. */
async function makeUp(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const file of await readdir(from)) {
    const text = await readFile(join(from, file), "utf8");
    if (file === "language.json") {
      const described = { name: NAME, direction: "rtl", format: TAG, firstHalves: [] };
      await writeFile(join(to, file), JSON.stringify(described));
    } else if (file.endsWith(".json")) {
      await writeFile(join(to, file), JSON.stringify(madeUp(JSON.parse(text) as Record<string, string>)));
    } else if (file.endsWith(".html")) {
      await writeFile(join(to, file), text.replace(/(?<=>)[^<]+/g, turned));
    }
  }
}

/** Every text turned round, with a form for each plural category, which says what it is. */
function madeUp(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { pluralCategories } = new Intl.PluralRules(TAG).resolvedOptions();
  const entries = Object.entries(texts).flatMap(([key, text]) => {
    const [, stem, category] = /^(.+)_(one|other)$/.exec(key) ?? [];
    if (stem === undefined) return [[key, turned(text)]];
    if (category === "one") return [];
    return pluralCategories.map((form) => [`${stem}_${form}`, `${turned(text)} [${form}]`]);
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Right-to-left override, and its end: letters stay legible, and everything around them runs the other way. */
const [RIGHT_TO_LEFT, END] = ["\u202e", "\u202c"];

/** Each word turned round; names of values and the marks of lists and headings are kept. */
function turned(text: string): string {
  return text.replace(/\{\{\w+\}\}|[^\s{}]+/g, (word) =>
    /^(?:-|#+|\{\{.*)$/.test(word) ? word : `${RIGHT_TO_LEFT}${word}${END}`,
  );
}
