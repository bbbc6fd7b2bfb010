/**
 * The real server, on SQLite in a folder of its own and on a free port.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import { processEnvironment, program, run } from "./programs.ts";

const LISTENING = "listening on ";

/** A running server. */
export class Server {
  /** As in an address bar: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly #folder: string;
  readonly #settings: readonly string[];
  #child: ChildProcess;

  private constructor(origin: string, folder: string, settings: readonly string[], child: ChildProcess) {
    this.origin = origin;
    this.#folder = folder;
    this.#settings = settings;
    this.#child = child;
  }

  /** Starts one. @throws Error when it ends instead of listening. */
  static async start(folder: string, settings: readonly string[] = []): Promise<Server> {
    const { origin, child } = await listening("127.0.0.1:0", folder, settings);
    return new Server(origin, folder, settings, child);
  }

  /**
   * Starts it again where it was, with all that it had.
   *
   * @param more Settings that it did not have before.
   * @throws Error when it ends instead of listening.
   */
  async startAgain(more: readonly string[] = []): Promise<void> {
    const { host } = new URL(this.origin);
    this.#child = (await listening(host, this.#folder, [...this.#settings, ...more])).child;
  }

  /** A token with which one organisation may be founded under this name. */
  async admit(slug: string): Promise<string> {
    return await run("fluister-server", this.#folder, {}, ["admit", slug, "--database", database(this.#folder)]);
  }

  /** Stops it, and waits until it has. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Ends it in the middle of whatever it does, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }
}

async function listening(address: string, folder: string, settings: readonly string[]) {
  const common = ["serve", "--listen", address, "--database", database(folder), "--workers", "2", "--log", "error"];
  const child = spawn(program("fluister-server"), [...common, "--release-interval", "1", ...settings], {
    env: processEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(LISTENING)) return { origin: line.slice(LISTENING.length), child };
  }
  throw new Error("the server ended before it listened");
}

function database(folder: string): string {
  return `sqlite://${resolve(folder, "fluister.sqlite")}`;
}
