/**
 * A server that lies to one page: what it shows of an organisation, its box and its vaults is altered on the way.
 */
import type { Page, Route } from "@playwright/test";

/** What a server shows, signed. */
export interface Signed {
  readonly payload: string;
  readonly signature: string;
}

/** Everything signed that is shown of an organisation. */
export interface Shown {
  readonly directory: Signed;
  readonly statements: readonly Signed[];
  readonly heartbeats: readonly Signed[];
}

/** A record of a vault, as it travels. */
export interface Recorded {
  readonly body: Buffer;
  readonly version: string;
}

/** A letter of the box, as it travels. */
export interface Boxed {
  readonly id: string;
  readonly letter: string;
}

/** What an organisation's server shows now. */
export async function shownBy(origin: string): Promise<Shown> {
  const get = async (path: string) =>
    (await (await fetch(`${origin}/v1/organisations/voorbeeld${path}`)).json()) as Partial<Shown>;
  return { ...(await get("")), ...(await get("/heartbeats")) } as Shown;
}

/** The id of the adviser who signed. */
export function signerOf({ payload }: Signed): string {
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { readonly adviser: string }).adviser;
}

/** With one bit in the middle turned. */
export function altered(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  return Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));
}

/** A server between a page and the real one. What is `undefined` it gives as it is. */
export class Liar {
  signed: ((shown: Shown) => Partial<Shown>) | undefined;
  letters: ((letters: readonly Boxed[]) => readonly Boxed[]) | undefined;
  record: ((address: string, record: Recorded) => Recorded) | undefined;
  /** What the page sent that others read, or that counts. */
  sent: string[] = [];

  static async between(page: Page): Promise<Liar> {
    const liar = new Liar();
    page.on("request", (request) => {
      const counts = /\/(letters|records|keys|heartbeat)$/.test(new URL(request.url()).pathname);
      if (counts && request.method() !== "GET") liar.sent.push(request.url());
    });
    await page.route(/\/v1\/organisations\/voorbeeld(\/heartbeats)?$/, (route) =>
      liar.#json<Partial<Shown>>(route, (shown) => {
        const told = liar.signed?.({ statements: [], heartbeats: [], ...shown } as Shown) ?? {};
        const known = Object.entries(told).filter(([name]) => name in shown);
        return { ...shown, ...Object.fromEntries(known) };
      }),
    );
    await page.route(/\/v1\/organisations\/voorbeeld\/letters\?/, (route) =>
      liar.#json<{ letters: readonly Boxed[] }>(route, (box) => ({
        ...box,
        letters: liar.letters?.(box.letters) ?? box.letters,
      })),
    );
    await page.route(/\/v1\/vault\/records\/./, (route) => liar.#record(route));
    return liar;
  }

  async #json<T>(route: Route, tell: (answer: T) => T): Promise<void> {
    const response = await route.fetch();
    await route.fulfill({ response, json: tell((await response.json()) as T) });
  }

  async #record(route: Route): Promise<void> {
    const response = await route.fetch();
    const honest = { body: await response.body(), version: response.headers()["etag"] ?? "" };
    const { body, version } = this.record?.(route.request().url(), honest) ?? honest;
    await route.fulfill({ response, body, headers: { ...response.headers(), etag: version } });
  }
}
