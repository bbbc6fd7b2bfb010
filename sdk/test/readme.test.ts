import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { isSlow } from "./vectors/case.js";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const [people, advisers, appointing, protocol] = [...README.matchAll(/```js\n(.*?)```/gs)].map(([, sample]) => sample);

/** Runs a sample, and gives what it printed. */
async function run(sample: string | undefined, ...args: string[]): Promise<string> {
  assert.ok(sample);
  // Inside the package it is found under its own name, as whoever installs it finds it: the built files, not the sources.
  const file = fileURLToPath(new URL("../sample.mjs", import.meta.url));
  writeFileSync(file, sample);
  const flags = process.execArgv.filter((flag) => flag === "--jitless");
  const ran = spawn(process.execPath, [...flags, file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [printed, complaints] = await Promise.all([text(ran.stdout), text(ran.stderr)]);
  // Node says so itself where it runs without a JIT.
  assert.equal(complaints.replace(/^Warning: disabling flag --expose_wasm .*\n/, ""), "");
  return printed;
}

test("the README's sample of the protocol does what it says", async () => {
  assert.equal(await run(protocol), "Thank you. I am listening.\n");
});

// Node's own `fetch` needs WebAssembly, which is not there without a JIT.
test(
  "the README's report arrives, is read, and answered by the README's adviser; another is appointed",
  { skip: isSlow },
  async () => {
    assert.ok((people ?? "").trimEnd().split("\n").length <= 20);
    const environment = await TestEnvironment.found(["Sam"]);
    try {
      const printed = await run(people, environment.link);
      assert.match(printed, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}\nI: It began in May\.\n$/);
      environment.inbox("Sam", ({ threads }) => threads[0]?.letters[0]?.text === "It began in May.");
      assert.equal(
        await run(advisers, environment.link, PASSPHRASE, environment.keyCode("Sam")),
        "melder: It began in May.\n",
      );
      environment.inbox("Sam", ({ threads }) => threads[0]?.letters[1]?.text === "Thank you. I am listening.");
      assert.equal(
        await run(appointing, environment.link, join(environment.folder, "acme.root"), PASSPHRASE),
        "true\nappointed true\n",
      );
      assert.match(environment.run(["organisation", "show", "--link", environment.link]), /^Alex {2}/m);
    } finally {
      await environment.close();
    }
  },
);
