/** Builds what runs in the browser, with the packages of the pages themselves. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const WEB = resolve(import.meta.dirname, "../..");

/** `limit.ts` as one module. */
export async function limit(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fluister-times-"));
  try {
    const vite = resolve(WEB, "node_modules/vite/bin/vite.js");
    const options = ["--config", resolve(import.meta.dirname, "limit.vite.js"), "--outDir", folder];
    await promisify(execFile)(process.execPath, [vite, "build", ...options, "--emptyOutDir"], { cwd: WEB });
    return await readFile(join(folder, "limit.js"), "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
