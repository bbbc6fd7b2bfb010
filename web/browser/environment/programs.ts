/**
 * The server and the command line, built by cargo beforehand and run as processes.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../..");

/** Where a program was built. @throws Error that says how to build it. */
export function program(name: "fluister" | "fluister-server"): string {
  const target = resolve(ROOT, process.env["CARGO_TARGET_DIR"] ?? "target");
  const path = resolve(process.env["FLUISTER_PROGRAMS"] ?? resolve(target, "debug"), name);
  if (!existsSync(path)) {
    const crate = name === "fluister" ? "fluister-client" : name;
    throw new Error(`${path} is not built: run \`cargo build -p ${crate}\``);
  }
  return path;
}

/** Environment without proxies, which know no server on this machine. */
export function processEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.toLowerCase().endsWith("_proxy"));
  return { ...Object.fromEntries(kept), ...more };
}

/** Runs a program in a folder; gives what it printed. @throws Error with what it said when it fails. */
export function run(
  name: "fluister" | "fluister-server",
  folder: string,
  more: Record<string, string>,
  arguments_: readonly string[],
  input = "",
): Promise<string> {
  return new Promise((done, failed) => {
    const options = { cwd: folder, env: processEnvironment(more), maxBuffer: 1 << 26 };
    const child = execFile(program(name), arguments_, options, (error, stdout, stderr) => {
      if (error) failed(new Error(`${name} ${arguments_.join(" ")}: ${stderr}`));
      else done(stdout);
    });
    // it may end without reading
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
