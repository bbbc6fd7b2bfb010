import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

import ts from "typescript";
import { describe, expect, it } from "vitest";

const WEB = resolve(import.meta.dirname, "..");
const KINDS = resolve(WEB, "../sdk/src/protocol/kinds.ts");

let program: ts.Program | undefined;

/** Which files of the SDK and the apps don't compile where the table of kinds is this. */
function brokenBy(table: string): readonly string[] {
  const configured = ts.getParsedCommandLineOfConfigFile(
    resolve(WEB, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  const { fileNames, options } = configured ?? expect.fail("no configuration");
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (name) => (resolve(name) === KINDS ? table : read(name));
  const sources = fileNames.filter((name) => !name.startsWith(resolve(WEB, "test")));
  // All else is read once.
  program = ts.createProgram(sources, options, host, program);
  const files = ts.getPreEmitDiagnostics(program).map(({ file }) => relative(WEB, file?.fileName ?? ""));
  return [...new Set(files)].sort();
}

/** The table of kinds with one more, that goes this way and has one field. */
function withKind(way: "A" | "M", field = "text"): string {
  const table = readFileSync(KINDS, "utf8");
  const start = "export const KINDS = {\n";
  expect(table).toContain(start);
  return table.replace(start, `${start}  made_up: kind([${way}], { ${field}: anyText }),\n`);
}

/** What ARCHITECTURE names for a new kind of letter, as paths from `web/`. */
function named(): readonly string[] {
  const text = readFileSync(resolve(WEB, "../ARCHITECTURE.md"), "utf8");
  const row = text.split("\n").find((line) => line.startsWith("| a kind of letter |")) ?? "";
  return [...row.matchAll(/`([^`]+\/[^`]+)`/g)].map(([, path = ""]) => relative("web", path));
}

const REGISTRIES = ["kinds/adviser.ts", "kinds/melder.ts"];

describe("a new kind of letter compiles nowhere until every place shows it", { timeout: 300_000 }, () => {
  it("is asked for by the registries of both apps, and by nothing else, where an adviser writes it", () => {
    expect(brokenBy(withKind("M"))).toEqual(REGISTRIES);
  });

  it("is asked for by them, and by nothing else, where a melder writes it", () => {
    expect(brokenBy(withKind("A"))).toEqual(REGISTRIES);
  });

  it("is asked for by the inbox, too, where it has no text that a list could show", () => {
    const broken = brokenBy(withKind("M", "place"));
    expect(broken).toEqual(["../sdk/src/adviser/traits.ts", ...REGISTRIES]);
    expect(broken.filter((path) => !named().includes(path))).toEqual([]);
  });
});
