import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Where cargo has put the server and the command line. */
const PROGRAMS =
  process.env["FLUISTER_PROGRAMS"] ?? fileURLToPath(new URL("../../../../target/debug", import.meta.url));
/** With which the command line locks vaults and key files. */
export const PASSPHRASE = "six words that nobody else has";
/** How often an adviser looks before a letter that was stored must be there; a release closes every second. */
const LOOKS = 60;

/** A letter as `fluister inbox --json` shows it. */
export interface InboxLetter {
  readonly from: "adviser" | "melder";
  readonly n: number;
  readonly kind: string;
  readonly missing_pieces: number | null;
  readonly text?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** What `fluister inbox --json` shows. */
export interface Inbox {
  readonly threads: readonly { readonly thread: string; readonly letters: readonly InboxLetter[] }[];
  readonly withdrawn: readonly string[];
}

function program(name: string): string {
  const path = join(PROGRAMS, name);
  assert.ok(existsSync(path), `${path} is missing: cargo build -p fluister-server; cargo build -p fluister-client`);
  return path;
}

/** A server of the real kind, the command line beside it, and an organisation with advisers, in a folder of their own. */
export class TestEnvironment {
  readonly folder = mkdtempSync(join(tmpdir(), "fluister-"));
  #server: ChildProcess | undefined;
  #origin = "";

  /** Starts the server and founds `acme` with these advisers. */
  static async found(advisers: readonly string[], settings: readonly string[] = []): Promise<TestEnvironment> {
    const environment = new TestEnvironment();
    await environment.start(settings);
    const files = ["--admission-file", "-", "--key-file", "acme.root"];
    const create = ["organisation", "create", "--server", environment.origin, "--slug", "acme", "--name", "Acme BV"];
    environment.#link = environment.run([...create, ...files], environment.admit("acme")).trim();
    advisers.forEach((name) => environment.appoint(name));
    return environment;
  }

  #link = "";
  readonly #keyCodes = new Map<string, string>();

  /** The key code of an adviser's vault. */
  keyCode(name: string): string {
    return this.#keyCodes.get(name) ?? assert.fail(`no ${name}`);
  }

  /** Where the server listens. */
  get origin(): string {
    return this.#origin;
  }

  /** The organisation's link. */
  get link(): string {
    return this.#link;
  }

  /** Starts the server, on the same address as before if there was one. */
  async start(settings: readonly string[] = []): Promise<void> {
    const listen = this.#origin === "" ? "127.0.0.1:0" : new URL(this.#origin).host;
    const all = ["serve", "--listen", listen, "--database", this.#database, "--release-interval", "1", ...settings];
    this.#server = spawn(program("fluister-server"), all, { stdio: ["ignore", "pipe", "ignore"] });
    assert.ok(this.#server.stdout);
    const [line] = (await once(createInterface(this.#server.stdout), "line")) as [string];
    this.#origin = line.replace("listening on ", "");
    assert.match(this.#origin, /^http:/);
  }

  /** Kills the server without ado. */
  async stop(): Promise<void> {
    if (this.#server?.exitCode === null && this.#server.signalCode === null) {
      const ended = once(this.#server, "exit");
      this.#server.kill("SIGKILL");
      await ended;
    }
  }

  /** Ends it all. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** A file in the folder. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** The text of a file in the folder. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Runs the command line; gives what it printed. */
  run(args: readonly string[], input = ""): string {
    const ran = spawnSync(program("fluister"), args, {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], FLUISTER_PASSPHRASE: PASSPHRASE },
      input,
      encoding: "utf8",
    });
    assert.equal(ran.status, 0, `fluister ${args.join(" ")}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** Makes, appoints and readies an adviser, whose vault is NAME.vault. */
  appoint(name: string): void {
    const [vault, request] = [`${name}.vault`, `${name}.request`];
    const create = ["adviser", "create", "--link", this.#link, "--name", name];
    const printed = this.run([...create, "--vault", vault, "--request", request]);
    this.#keyCodes.set(name, /Key code: +(\S+)/.exec(printed)?.[1] ?? assert.fail(printed));
    this.sign(request);
    this.run(["adviser", "publish-keys", "--vault", vault]);
  }

  /** Appoints whoever asked in this file. */
  sign(request: string, ...more: string[]): void {
    const appoint = ["organisation", "appoint", "--key-file", "acme.root", "--link", this.#link];
    this.run([...appoint, "--request", request, ...more]);
  }

  /** Looks into the box until what is looked for has come; gives what `fluister inbox --all --json` shows. */
  inbox(name: string, isEnough: (inbox: Inbox) => boolean): Inbox {
    for (let look = 0; look < LOOKS; look++) {
      const shown = JSON.parse(this.run(["inbox", "--vault", `${name}.vault`, "--all", "--json"])) as Inbox;
      if (isEnough(shown)) {
        return shown;
      }
    }
    return assert.fail(`it did not come to ${name}`);
  }

  get #database(): string {
    return `sqlite://${join(this.folder, "fluister.sqlite")}`;
  }

  /** What founding an organisation of this name takes, once. */
  admit(slug: string): string {
    const admit = ["admit", slug, "--database", this.#database];
    const ran = spawnSync(program("fluister-server"), admit, { encoding: "utf8" });
    assert.equal(ran.status, 0, ran.stderr);
    return ran.stdout;
  }
}
