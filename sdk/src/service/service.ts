import { type paths } from "../generated/api.js";
import { readBody, encodeBody } from "./body.js";
import { problemOf } from "./problem.js";
import { ServiceError, isPassing } from "./service-error.js";
import { type Answer, type Method, type PathOf, type Request } from "./typed.js";

/** What is asked of `fetch`: the same for every call but method, headers and body. */
export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly credentials: "omit";
  readonly referrerPolicy: "no-referrer";
  readonly cache: "no-store";
  readonly redirect: "error";
  readonly signal: AbortSignal;
}

/** What the SDK uses of a `Response`. */
export interface FetchAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** `fetch`, as far as it is used here: the platform's is one. */
export type Fetch = (address: string, request: FetchRequest) => Promise<FetchAnswer>;

/** How a server is reached. */
export interface ServiceOptions {
  /** Used in the place of the platform's own `fetch`. */
  readonly fetch?: Fetch;
  /** Says stop to whatever is going on. */
  readonly signal?: AbortSignal;
  /** Milliseconds to wait before each further try, where a server does not answer or is busy; 500 and 2,000. */
  readonly pauses?: readonly number[];
}

/** Milliseconds after which no answer is to be expected any more. */
const PATIENCE = 120_000;
/** Milliseconds that are waited at most because the server says so. */
const LONGEST_PAUSE = 10_000;

/**
 * One server, call by call as `openapi/openapi.json` describes it. Nothing goes along that could tell one visitor from
 * another: no cookies, no referrer, nothing from a cache.
 */
export class Service {
  /** Scheme, host, port, and a path if there is one; no slash at the end. */
  readonly server: string;
  readonly #fetch: Fetch;
  readonly #signal: AbortSignal | undefined;
  readonly #pauses: readonly number[];

  constructor(server: string, options: ServiceOptions = {}) {
    this.server = server.replace(/\/+$/, "");
    // Browsers want it called as a function of the window.
    this.#fetch = options.fetch ?? ((address, request) => fetch(address, request));
    this.#signal = options.signal;
    this.#pauses = options.pauses ?? [500, 2000];
  }

  /**
   * Makes a call. All calls may be made again, so that one which is not answered is tried again, twice.
   *
   * @returns What the description says: an object, or `Uint8Array`. Nobody has looked yet whether the object is what it says.
   * @throws ServiceError
   */
  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    request: Request<paths[P][M]>,
  ): Promise<Answer<paths[P][M]>> {
    return (await this.answer(method, path, request)).body;
  }

  /** The same, with the answer's headers. @throws ServiceError */
  async answer<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    request: Request<paths[P][M]>,
  ): Promise<{ readonly body: Answer<paths[P][M]>; readonly headers: FetchAnswer["headers"] }> {
    const asked = request as Asked;
    const address = this.server + filledIn(path, asked);
    for (const pause of [...this.#pauses, undefined]) {
      try {
        const { body, headers } = await this.#once(method, address, asked);
        return { body: body as Answer<paths[P][M]>, headers };
      } catch (error) {
        if (pause === undefined || !isPassing(error) || (error.retryAfter ?? 0) * 1000 > LONGEST_PAUSE) {
          throw error;
        }
        await this.#wait(Math.max(pause, (error.retryAfter ?? 0) * 1000));
      }
    }
    throw new ServiceError("offline");
  }

  /** @throws ServiceError `given-up` if whoever asked has said stop. */
  demandGoingOn(): void {
    if (this.#signal?.aborted === true) {
      throw new ServiceError("given-up");
    }
  }

  async #once(
    method: string,
    address: string,
    asked: Asked,
  ): Promise<{ readonly body: unknown; readonly headers: FetchAnswer["headers"] }> {
    this.demandGoingOn();
    const stopper = new AbortController();
    const stop = () => {
      stopper.abort();
    };
    const timer = setTimeout(stop, PATIENCE);
    this.#signal?.addEventListener("abort", stop);
    try {
      const { headers, body } = encodeBody(asked.body);
      const answer = await this.#fetch(address, {
        method: method.toUpperCase(),
        headers: { ...headers, ...asked.headers },
        ...(body !== undefined && { body }),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        redirect: "error",
        signal: stopper.signal,
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!answer.ok) {
        throw problemOf(answer.status, answer.headers.get("retry-after"), bytes);
      }
      return { body: readBody(answer.headers.get("content-type"), bytes), headers: answer.headers };
    } catch (error) {
      this.demandGoingOn();
      throw error instanceof ServiceError ? error : new ServiceError("offline");
    } finally {
      clearTimeout(timer);
      this.#signal?.removeEventListener("abort", stop);
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.demandGoingOn();
  }
}

/** What every call may have, whatever its operation. */
interface Asked {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function filledIn(path: string, { path: parts = {}, query = {} }: Asked): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? "")));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = asked
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return text === "" ? filled : `${filled}?${text}`;
}
