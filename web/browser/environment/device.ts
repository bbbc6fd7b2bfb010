/**
 * An adviser's device outside of any browser: the SDK's `Adviser`, for what the command line can't write.
 */
import { Adviser } from "../../../sdk/src/adviser/adviser.js";
import type { ThreadWhole } from "../../../sdk/src/adviser/inbox-view.js";
import { Code } from "../../../sdk/src/protocol/code.js";
import type { Day } from "../../../sdk/src/protocol/day.js";
import type { Kind, KnownView } from "../../../sdk/src/protocol/kinds.js";
import { MemoryVaultStorage } from "../../../sdk/src/vault/vault-storage.js";
import type { File } from "../pages/screen.ts";

/** What opens an adviser's vault, and where it is. */
export interface Keys {
  readonly link: string;
  readonly passphrase: string;
  readonly keyCode: string;
}

/** A further device of an adviser, with a clock of its own where one is given. */
export async function addDevice({ link, passphrase, keyCode }: Keys, today?: () => Day): Promise<Device> {
  const storage = new MemoryVaultStorage();
  const clock = today ? { today } : {};
  return new Device(await Adviser.addDevice({ storage, link, passphrase, keyCode: Code.parse(keyCode), ...clock }));
}

/** A device that has the adviser's vault. */
export class Device {
  readonly adviser: Adviser;

  constructor(adviser: Adviser) {
    this.adviser = adviser;
  }

  /** Looks until something is there, such as what comes with the next release. @throws Error when it doesn't come. */
  async until<T>(what: () => T | undefined): Promise<T> {
    const patience = Date.now() + 60_000;
    for (;;) {
      await this.adviser.sync();
      const found = what();
      if (found !== undefined) return found;
      if (Date.now() > patience) throw new Error(`it does not come: ${JSON.stringify(this.adviser.inbox())}`);
    }
  }

  /** The conversation in which this is said. */
  threadWith(text: string): Promise<ThreadWhole> {
    return this.until(() => this.#threads().find((thread) => saying(thread, text).length > 0));
  }

  /** How many letters say this, over all conversations, once it is looked again. */
  async countOf(text: string): Promise<number> {
    await this.adviser.sync();
    return this.#threads().flatMap((thread) => saying(thread, text)).length;
  }

  /** The bytes of the last file in the conversation in which this is said. @throws ValidationError `missing` where it is not whole. */
  async saves(text: string): Promise<Buffer> {
    const { id, letters } = await this.threadWith(text);
    const attached = letters.filter(({ own, body }) => !own && body.kind === "attachment").at(-1);
    if (attached === undefined) throw new Error(`no file with '${text}'`);
    return Buffer.from((await this.adviser.attachment(id, attached.n)).bytes);
  }

  /** Writes this into a conversation, with files; it is on the server then. */
  async reply(thread: string, text: string, files: readonly File[] = []): Promise<void> {
    const attachments = files.map(({ name, mimeType, buffer }) => ({ name, mediaType: mimeType, bytes: buffer }));
    await this.adviser.write(thread, { kind: "message", text }, attachments);
    await this.adviser.sync();
  }

  /** Asks the melder to go on with the adviser of this name. */
  async handOver(thread: string, name: string, text: string): Promise<void> {
    const { organisation } = this.adviser.thread(thread);
    const { advisers } = this.adviser.inbox().organisations.find((one) => one.organisation === organisation) ?? {};
    const successor = advisers?.find((adviser) => adviser.name === name)?.id;
    if (successor === undefined) throw new Error(`no adviser ${name}`);
    await this.adviser.write(thread, { kind: "handover", successor, text });
    await this.adviser.sync();
  }

  #threads(): readonly ThreadWhole[] {
    return this.adviser.inbox().threads.map(({ id }) => this.adviser.thread(id));
  }

  /** What a letter of a conversation says, by its kind and some of that. */
  says<K extends Kind>(thread: string, some: Partial<KnownView<K>> & { readonly kind: K }): Promise<KnownView<K>> {
    const isMeant = (body: object): body is KnownView<K> => {
      const said = new Map<string, unknown>(Object.entries(body));
      return Object.entries(some).every(([name, value]) => said.get(name) === value);
    };
    return this.until(() => {
      const bodies: readonly object[] = this.adviser.thread(thread).letters.map(({ body }) => body);
      return bodies.find(isMeant);
    });
  }
}

function saying({ letters }: ThreadWhole, text: string) {
  return letters.filter(({ body }) => "text" in body && body.text.includes(text));
}
