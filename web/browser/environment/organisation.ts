/**
 * An organisation and its advisers, who use the command line.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { Day } from "../../../sdk/src/protocol/day.js";
import { type Device, type Keys, addDevice } from "./device.ts";
import { run } from "./programs.ts";
import type { Server } from "./server.ts";

const PASSPHRASE = { FLUISTER_PASSPHRASE: "amber bottle canal drizzle ember fiddle" };

/** A letter in an adviser's inbox, as `fluister inbox --json` has it. */
export interface Letter {
  readonly n: number;
  readonly from: "melder" | "you";
  readonly kind: string;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Chunks of an attachment that are not there yet. */
  readonly missing_pieces: number | null;
}

/** A conversation in an adviser's inbox. */
export interface Thread {
  readonly thread: string;
  readonly letters: readonly Letter[];
}

/** An organisation on a server. */
export class Organisation {
  /** What it hangs on its wall. */
  readonly link: string;
  /** Where its key file and its advisers' vaults are. */
  readonly #folder: string;
  readonly #key: string;
  readonly #keyCodes = new Map<string, string>();
  readonly #devices = new Map<string, Promise<Device>>();

  private constructor(link: string, folder: string, key: string) {
    this.link = link;
    this.#folder = folder;
    this.#key = key;
  }

  /** Founds it, with these advisers; `name` is what it calls itself. */
  static async found(
    server: Server,
    folder: string,
    slug: string,
    advisers: readonly string[],
    name = "Voorbeeld BV",
  ): Promise<Organisation> {
    const admission = await server.admit(slug);
    const create = ["organisation", "create", "--server", server.origin, "--slug", slug, "--name", name];
    const files = ["--admission-file", "-", "--key-file", `${slug}.key`];
    // one of its own: advisers of several organisations may have the same name
    const own = resolve(folder, slug);
    await mkdir(own);
    const printed = await run("fluister", own, PASSPHRASE, [...create, ...files], admission);
    const organisation = new Organisation(printed.trim(), own, `${slug}.key`);
    for (const adviser of advisers) await organisation.#appoint(adviser);
    return organisation;
  }

  async #appoint(name: string): Promise<void> {
    const link = ["--link", this.link];
    const request = ["--request", `${name}.request`];
    const vault = ["--vault", `${name}.vault`];
    const printed = await this.#run(["--json", "adviser", "create", ...link, "--name", name, ...vault, ...request]);
    this.#keyCodes.set(name, (JSON.parse(printed) as { key_code: string }).key_code);
    await this.#run(["organisation", "appoint", "--key-file", this.#key, ...link, ...request]);
    await this.#run(["adviser", "publish-keys", ...vault]);
  }

  /** What opens an adviser's vault. */
  keys(adviser: string): Keys {
    const keyCode = this.#keyCodes.get(adviser);
    if (keyCode === undefined) throw new Error(`no adviser ${adviser}`);
    return { link: this.link, passphrase: PASSPHRASE.FLUISTER_PASSPHRASE, keyCode };
  }

  /** The device by which an adviser reads and answers where a test looks at a melder's screen: always the same one. */
  adviser(name: string): Promise<Device> {
    const device = this.#devices.get(name) ?? this.device(name);
    this.#devices.set(name, device);
    return device;
  }

  /** A further device of an adviser, which can do all that an adviser can. */
  async device(adviser: string, today?: () => Day): Promise<Device> {
    return await addDevice(this.keys(adviser), today);
  }

  /** An adviser is one no more. */
  async dismiss(adviser: string): Promise<void> {
    const link = ["--link", this.link];
    await this.#run(["organisation", "dismiss", "--key-file", this.#key, ...link, "--adviser", adviser]);
  }

  /** The administrator signs what an adviser asked for in a browser: `request` is the link that was handed over. */
  async sign(request: string): Promise<void> {
    const asked = new URLSearchParams(new URL(request).hash.slice(1)).get("request") ?? "";
    const [payload, signature] = asked.split(".");
    const path = await this.file("asked.request", Buffer.from(JSON.stringify({ payload, signature })));
    await this.#run(["organisation", "appoint", "--key-file", this.#key, "--link", this.link, "--request", path]);
  }

  /** The key file with which its administrator signs in a browser, and its passphrase. */
  async key(): Promise<{ readonly name: string; readonly file: string; readonly passphrase: string }> {
    const file = await readFile(resolve(this.#folder, this.#key), "utf8");
    return { name: this.#key, file, passphrase: PASSPHRASE.FLUISTER_PASSPHRASE };
  }

  /** What an adviser sees when they look now: what is new, or all. */
  async inbox(adviser: string, all = false): Promise<readonly Thread[]> {
    const printed = await this.#run(["inbox", "--vault", `${adviser}.vault`, "--json", ...(all ? ["--all"] : [])]);
    return (JSON.parse(printed) as { threads: Thread[] }).threads;
  }

  /** The adviser's conversation in which this is said. Waits for the release it came in to be over: a second. */
  async threadWith(adviser: string, text: string): Promise<Thread> {
    const patience = Date.now() + 30_000;
    for (;;) {
      const threads = await this.inbox(adviser);
      const found = threads.find(({ letters }) => letters.some((letter) => letter.text.includes(text)));
      if (found) return found;
      if (Date.now() > patience) throw new Error(`nobody wrote '${text}' to ${adviser}: ${JSON.stringify(threads)}`);
    }
  }

  /** An adviser answers, sends files along, or asks the melder to go on with another adviser. */
  async reply(
    adviser: string,
    thread: string,
    text: string,
    { attachments = [], handOverTo }: { readonly attachments?: readonly string[]; readonly handOverTo?: string } = {},
  ): Promise<void> {
    const attached = attachments.flatMap((path) => ["--attach", path, "--keep-metadata", "--keep-names"]);
    const other = handOverTo === undefined ? [] : ["--hand-over-to", handOverTo];
    const reply = ["reply", "--vault", `${adviser}.vault`, "--thread", thread, "--text-file", "-"];
    await run("fluister", this.#folder, PASSPHRASE, [...reply, ...attached, ...other], text);
  }

  /** An adviser saves an attachment; gives its bytes. */
  async attachment(adviser: string, thread: string, n: number): Promise<Uint8Array> {
    const output = resolve(this.#folder, `${thread}-${n}`);
    const which = ["--vault", `${adviser}.vault`, "--thread", thread, "--name", `${n}`];
    await this.#run(["attachment", ...which, "--output", output]);
    return await readFile(output);
  }

  /** A file for the command line to send; gives its path. */
  async file(name: string, bytes: Uint8Array): Promise<string> {
    const path = resolve(this.#folder, name);
    await writeFile(path, bytes);
    return path;
  }

  async #run(arguments_: readonly string[]): Promise<string> {
    return await run("fluister", this.#folder, PASSPHRASE, arguments_);
  }
}
