import { compare, isZero } from "../../src/protocol/bytes.js";
import { CHUNK } from "../../src/protocol/chunk.js";
import { encode } from "../../src/protocol/encoding.js";
import { ID, idOf } from "../../src/protocol/id.js";
import { LETTER } from "../../src/protocol/letter.js";
import { type Signed } from "../../src/protocol/signed.js";
import { type Fetch, type FetchRequest, Service } from "../../src/service/service.js";
import { TODAY, type MadeOrganisation } from "./organisation.js";

/** What a server says. */
interface Told {
  readonly status?: number;
  /** JSON, or bytes as they are. */
  readonly body?: object;
}

/** What was asked of a server. */
export interface Asked {
  readonly method: string;
  readonly path: string;
}

/**
 * A server in memory that keeps letters and chunks of one organisation: as much of one as a melder's visit needs. What the real
 * one does is tested against the real one; here a test looks inside, and makes single calls fail.
 */
export class MadeServer {
  /** By their ids in base64url. */
  readonly letters = new Map<string, Uint8Array>();
  readonly chunks = new Map<string, Uint8Array>();
  readonly asked: Asked[] = [];
  /** Gives whether this call breaks before it arrives. */
  breaks: (asked: Asked) => boolean = () => false;
  readonly #organisation: MadeOrganisation;

  constructor(organisation: MadeOrganisation) {
    this.#organisation = organisation;
  }

  /** A client's way to it; nothing is tried twice. */
  get service(): Service {
    return new Service("https://example.org", { fetch: this.fetch, pauses: [] });
  }

  readonly fetch: Fetch = (address, request) => {
    const asked = { method: request.method, path: new URL(address).pathname };
    this.asked.push(asked);
    if (this.breaks(asked)) {
      return Promise.reject(new TypeError("no connection"));
    }
    const { status = 200, body = new Uint8Array(0) } = this.#answer(asked, request);
    const isBytes = body instanceof Uint8Array;
    const bytes = isBytes ? body : new TextEncoder().encode(JSON.stringify(body));
    const type = isBytes ? "application/octet-stream" : "application/json";
    return Promise.resolve({
      ok: status < 300,
      status,
      headers: { get: (name: string) => (name === "content-type" ? type : null) },
      arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
    });
  };

  #answer({ method, path }: Asked, request: FetchRequest): Told {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
    const { slug } = this.#organisation;
    switch (`${method} ${path}`) {
      case "GET /v1/server":
        return { body: { oldest_client: "0.1.0", protocol: 1, day: "2026-11-30", limits: { attachments: 100 << 20 } } };
      case `GET /v1/organisations/${slug}`:
        return { body: this.#shown() };
      case `GET /v1/organisations/${slug}/heartbeats`:
        return { body: { heartbeats: [...this.#organisation.heartbeats.values()].map(({ signed }) => wire(signed)) } };
      case `GET /v1/organisations/${slug}/challenge`:
        return { body: { challenge: encode(new Uint8Array(64)), difficulty: 0 } };
      case `POST /v1/organisations/${slug}/letters`:
        return this.#post(body);
      case "POST /v1/letters/fetch":
        return { body: this.#fetch(body) };
      case "POST /v1/letters/delete":
        cut(body, ID).forEach((token) => this.letters.delete(encode(idOf(token))));
        return {};
      case "POST /v1/chunks/missing":
        return { body: Buffer.concat(cut(body, ID).filter((id) => !this.chunks.has(encode(id)))) };
      case "POST /v1/chunks/delete":
        cut(body, ID).forEach((token) => this.chunks.delete(encode(idOf(token))));
        return {};
      case "POST /v1/chunks/fetch":
        return { body: this.chunks.get(encode(idOf(body))) ?? new Uint8Array(CHUNK) };
      default:
        return this.#putChunk(method, path, body);
    }
  }

  #shown(): object {
    const { directory, statements } = this.#organisation;
    const shown = [...statements.values()].map(({ signed }) => wire(signed));
    return { directory: wire(directory.signed), first_directories: [], statements: shown };
  }

  /** All letters or none; one that is there already is as good where it is the same. */
  #post(body: Uint8Array): Told {
    const all = cut(body, ID + LETTER).map((one) => [encode(one.slice(0, ID)), one.slice(ID)] as const);
    const isOther = ([id, letter]: (typeof all)[number]) => compare(this.letters.get(id) ?? letter, letter) !== 0;
    if (all.some(isOther)) {
      return { status: 409, body: { type: "/problems/letter-conflict" } };
    }
    all.forEach(([id, letter]) => this.letters.set(id, letter));
    return { status: 201, body: {} };
  }

  #fetch(body: Uint8Array): Uint8Array {
    const none = new Uint8Array(LETTER);
    return Buffer.concat(cut(body, ID).map((token) => this.letters.get(encode(idOf(token))) ?? none));
  }

  #putChunk(method: string, path: string, body: Uint8Array): Told {
    const [, id] = /\/chunks\/([\w-]{43})$/.exec(path) ?? [];
    if (method !== "PUT" || id === undefined || isZero(body)) {
      return { status: 404, body: { type: `/problems/unknown-address` } };
    }
    this.chunks.set(id, body.slice());
    return { status: 201, body: {} };
  }
}

/** The day by which everything happens. */
export const today = () => TODAY;

function wire({ payload, signature }: Signed): object {
  return { payload: encode(payload), signature: encode(signature) };
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
