/**
 * Every vector of the protocol, in the browser. The SDK's own runners do it: `npm test` in `sdk/` builds them, and an import map
 * puts their few calls of Node's in their place.
 */
import { readFileSync, readdirSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { resolve } from "node:path";

import { expect, test } from "@playwright/test";

const ROOT = resolve(import.meta.dirname, "../../..");
const VECTORS = "/protocol/vectors";
const MODULES = "/sdk/node_modules";
const SHIMS = "/sdk/build/test/browser";

const IMPORTS = {
  "@noble/": `${MODULES}/@noble/`,
  "@scure/base": `${MODULES}/@scure/base/index.js`,
  "node:assert/strict": `${SHIMS}/assert.js`,
  "node:fs": `${SHIMS}/files.js`,
  "node:process": `${SHIMS}/files.js`,
};

const PAGE = `<!doctype html><meta charset="utf-8"><title>vectors</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module" src="${SHIMS}/run.js"></script>`;

/** The files that the page may have: what was built, what it imports, the vectors. */
const OPEN =
  /^\/(sdk\/build\/[\w/-]+\.js|sdk\/node_modules\/@(noble|scure)\/[\w./-]+\.js|protocol\/vectors\/[\w/-]+\.json)$/;

let server: Server;
let origin: string;

test.beforeAll(async () => {
  server = createServer(({ url = "/" }, answer) => {
    const [type, body] = answerTo(url);
    answer.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.close();
});

function answerTo(path: string): [type: string, body?: string | Buffer] {
  if (path === "/") {
    return ["text/html", PAGE];
  }
  if (path === "/vectors.json") {
    const names = [VECTORS, `${VECTORS}/public`].flatMap((folder) =>
      readdirSync(ROOT + folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => `${folder}/${name}`),
    );
    return ["application/json", JSON.stringify(names)];
  }
  if (!OPEN.test(path) || path.includes("..")) {
    return ["text/plain"];
  }
  return [path.endsWith(".js") ? "text/javascript" : "application/json", readFileSync(ROOT + path)];
}

test("every vector of the protocol comes out, and every refusal is refused", async ({ page }) => {
  test.setTimeout(600_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => faults.push(message.text()));
  page.on("response", (answer) => {
    if (!answer.ok()) faults.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto(origin);
  const outcome = await page.evaluate(() => (globalThis as unknown as { vectors: Promise<Outcome> }).vectors);
  expect(faults).toEqual([]);
  expect(outcome.failures).toEqual([]);
  // as many as there are in the files: none was left out
  const all = answerTo("/vectors.json")[1] as string;
  const counts = (JSON.parse(all) as string[]).map((path) =>
    countOf(JSON.parse(readFileSync(ROOT + path, "utf8")) as File),
  );
  expect(outcome.ran).toBe(counts.reduce((sum, count) => sum + count, 0));
});

type File = { cases?: unknown[]; refusals?: unknown[] } | unknown[];

function countOf(file: File): number {
  return Array.isArray(file) ? file.length : (file.cases?.length ?? 0) + (file.refusals?.length ?? 0);
}

interface Outcome {
  readonly ran: number;
  readonly failures: readonly string[];
}
