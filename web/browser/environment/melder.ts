/**
 * A melder outside of any browser: the SDK's `Melder`, for tests that look at somebody else's screen.
 */
import { Melder as Client } from "../../../sdk/src/melder/melder.js";
import { Code } from "../../../sdk/src/protocol/code.js";
import { parseLink } from "../../../sdk/src/service/link.js";
import { Service } from "../../../sdk/src/service/service.js";
import type { File } from "../pages/screen.ts";

/** A melder, and the code that they keep. */
export class Melder {
  readonly #client: Client;
  readonly #code = Code.draw();

  private constructor(client: Client) {
    this.#client = client;
  }

  /** Somebody who has an organisation's link. */
  static async with(link: string): Promise<Melder> {
    const parsed = parseLink(link);
    return new Melder(await Client.open(new Service(parsed.server), parsed));
  }

  /** Reports to the adviser of this name, with these files. */
  async report(name: string, text: string, files: readonly File[] = []): Promise<void> {
    const adviser = this.#client.organisation.advisers.find((one) => one.name === name);
    if (adviser === undefined) throw new Error(`no adviser ${name}`);
    const attachments = files.map(({ name: file, mimeType: mediaType, buffer }) => ({
      name: file,
      mediaType,
      size: buffer.length,
      read: (from: number, to: number) => Promise.resolve(new Uint8Array(buffer.subarray(from, to))),
    }));
    const report = { text, categories: [], repliesOnly: false, attachments };
    await this.#client.report(this.#code, [adviser.id], report);
  }

  /** Writes to all advisers who have the report. */
  async write(text: string): Promise<void> {
    await this.#client.followUp(this.#code, { text, attachments: [] });
  }

  /** What the advisers wrote, letter by letter. */
  async answers(): Promise<readonly string[]> {
    const { threads } = await this.#client.read(this.#code);
    return threads.flatMap(({ letters }) =>
      letters.filter(({ own }) => !own).map(({ body }) => ("text" in body ? body.text : "")),
    );
  }
}
