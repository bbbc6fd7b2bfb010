import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import ts from "typescript";
import { describe, expect, it } from "vitest";
import { preprocessCSS, resolveConfig } from "vite";

const WEB = resolve(import.meta.dirname, "..");
/** Whose styles are modules. */
const APPS = ["adviser", "organisation"];
const SOURCES = [...APPS, "melder", "kinds", "ui", "attachments", "links", "pages"];

function filesIn(folders: readonly string[], name: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(resolve(WEB, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => name.test(file))
      .map((file) => join(folder, file)),
  );
}

/** A use of a class of a module; without a name where it is not clear which one is meant. */
interface Use {
  readonly module: string;
  readonly name: string | undefined;
}

/** Which classes of which modules a source uses. */
function usesIn(file: string, source: string): Use[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const modules = new Map<string, string>();
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      if (ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text.endsWith(".module.css")) {
        const name = node.importClause?.name?.text;
        modules.set(name ?? "", relative(WEB, resolve(WEB, dirname(file), node.moduleSpecifier.text)));
      }
      return;
    }
    const module = ts.isIdentifier(node) && modules.get(node.text);
    if (module) {
      const { parent } = node;
      const isUsed = ts.isPropertyAccessExpression(parent) && parent.expression === node;
      // what is called like a module, and is not it: a property, or an attribute
      const isOther = (ts.isPropertyAccessExpression(parent) && !isUsed) || ts.isJsxAttribute(parent);
      if (!isOther) uses.push({ module, name: isUsed ? parent.name.text : undefined });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return uses;
}

const config = await resolveConfig({ root: WEB, configFile: false, logLevel: "silent" }, "build");

/** The classes that a module has, as the build finds them. */
async function classesOf(module: string, css: string): Promise<string[]> {
  const { modules } = await preprocessCSS(css, resolve(WEB, module), config);
  return Object.keys(modules ?? {});
}

const USES = filesIn(SOURCES, /\.tsx?$/).flatMap((file) => usesIn(file, readFileSync(resolve(WEB, file), "utf8")));
const MODULES = filesIn(APPS, /\.module\.css$/);

describe("the styles of an app are modules", () => {
  it("all of them", () => {
    expect(filesIn(APPS, /\.css$/)).toEqual(MODULES);
    expect(MODULES.length).toBeGreaterThan(20);
  });

  it("that are there wherever they are asked for", () => {
    expect(USES.filter(({ module }) => !existsSync(resolve(WEB, module)))).toEqual([]);
  });

  it.each(MODULES)("%s has the classes that are used, and no others", async (module) => {
    const used = USES.filter((use) => use.module === module).map(({ name }) => name ?? "one that is not named");
    const has = await classesOf(module, readFileSync(resolve(WEB, module), "utf8"));
    expect(has.sort()).toEqual([...new Set(used)].sort());
  });
});

describe("how that is found out", () => {
  it("a use is one of a module's own classes, by its name", () => {
    const source = `
      import styles from "./a.module.css";
      import { other } from "./other.ts";
      const a = <p class={styles.one} id={other.styles.three} />;
      const b = styles["two"];
    `;
    expect(usesIn("adviser/a.tsx", source)).toEqual([
      { module: "adviser/a.module.css", name: "one" },
      { module: "adviser/a.module.css", name: undefined },
    ]);
  });

  it("a class is one of the module's own, wherever it stands", async () => {
    const css = "p:not(.one):has(> .two) { margin: 0.5em } @media print { .three :global(.shared) { top: 0 } }";
    expect(await classesOf("adviser/a.module.css", css)).toEqual(["one", "two", "three"]);
  });
});
