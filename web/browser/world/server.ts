/**
 * The real server, on SQLite in a folder of its own and on a free port.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import { environment, program, run } from "./programs.ts";

const LISTENING = "listening on ";

/** A running server. */
export class Server {
  /** As in an address bar: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(origin: string, folder: string, child: ChildProcess) {
    this.origin = origin;
    this.#folder = folder;
    this.#child = child;
  }

  /** Starts one. @throws Error when it ends instead of listening. */
  static async start(folder: string, settings: readonly string[] = []): Promise<Server> {
    const common = [
      "serve",
      "--listen",
      "127.0.0.1:0",
      "--database",
      database(folder),
      "--workers",
      "2",
      "--log",
      "error",
    ];
    const child = spawn(program("fluister-server"), [...common, "--release-interval", "1", ...settings], {
      env: environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith(LISTENING)) return new Server(line.slice(LISTENING.length), folder, child);
    }
    throw new Error("the server ended before it listened");
  }

  /** A token with which one organisation may be founded under this name. */
  async admit(slug: string): Promise<string> {
    return await run("fluister-server", this.#folder, {}, ["admit", slug, "--database", database(this.#folder)]);
  }

  /** Stops it, and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}

function database(folder: string): string {
  return `sqlite://${resolve(folder, "fluister.sqlite")}`;
}
