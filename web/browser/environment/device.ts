/**
 * An adviser's device outside of any browser: the SDK's `Adviser`, for what the command line can't write.
 */
import { Adviser } from "../../../sdk/src/adviser/adviser.js";
import type { ThreadSummary, ThreadWhole } from "../../../sdk/src/adviser/inbox-view.js";
import { Code } from "../../../sdk/src/protocol/code.js";
import type { Day } from "../../../sdk/src/protocol/day.js";
import type { Kind, KnownView } from "../../../sdk/src/protocol/kinds.js";
import { MemoryVaultStorage } from "../../../sdk/src/vault/vault-storage.js";

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
  threadWith(text: string): Promise<ThreadSummary> {
    return this.until(() => this.adviser.inbox().threads.find(({ id }) => says(this.adviser.thread(id), text)));
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

function says({ letters }: ThreadWhole, text: string): boolean {
  return letters.some(({ body }) => "text" in body && body.text.includes(text));
}
