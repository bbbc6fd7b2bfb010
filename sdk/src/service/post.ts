import { integer } from "../protocol/bytes.js";
import { tryWork, workHeader, workPassword, zeroBitsOf } from "../protocol/work.js";
import * as answers from "./answers.js";
import { pause } from "./pause.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";

/** More zero bits than this no honest server asks for: hours of work. */
const MOST_WORK = 24;
/** Nonces that WebCrypto tries at the same time. */
const AT_ONCE = 32;
/** Milliseconds of work without WebCrypto before others get their turn. */
const SLICE = 30;
/** How often work is done again that came too late. */
const TRIES = 3;

/** Hears how far the proof of work has come: tries so far, of so many to be expected. */
export type Working = (tries: number, expected: number) => void;

/** Does something that needs a proof of work for these bytes, anew where the work came too late. @throws ServiceError */
export async function withWork<T>(
  service: Service,
  slug: string,
  body: Uint8Array,
  working: Working | undefined,
  use: (header: string) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    const header = await workFor(service, slug, body, working);
    try {
      return await use(header);
    } catch (error) {
      const isWork = error instanceof ServiceError && error.kind === "refused" && error.problem?.startsWith("work-");
      if (isWork !== true || tried === TRIES) {
        throw error;
      }
    }
  }
}

/** Posts 4 to 16 letters, all or none, with the work that the server asks for. @throws ServiceError `conflict` … */
export async function post(service: Service, slug: string, body: Uint8Array, working?: Working): Promise<void> {
  await withWork(service, slug, body, working, (work) =>
    service.call("post", "/v1/organisations/{slug}/letters", {
      path: { slug },
      body,
      headers: { "fluister-work": work },
    }),
  );
}

/** The header `Fluister-Work` for these bytes, as much work as the server asks for now. @throws ServiceError */
async function workFor(
  service: Service,
  slug: string,
  body: Uint8Array,
  working: Working | undefined,
): Promise<string> {
  const answer = await service.call("get", "/v1/organisations/{slug}/challenge", { path: { slug } });
  const { challenge, difficulty } = answers.read(answers.challenge, answer);
  if (difficulty > MOST_WORK) {
    throw new ServiceError("answer");
  }
  if (difficulty === 0) {
    return workHeader(challenge, 0n);
  }
  const hear = (tries: number) => {
    service.demandGoingOn();
    working?.(tries, 2 ** difficulty);
  };
  return (await byWebCrypto(challenge, body, difficulty, hear)) ?? (await inSlices(challenge, body, difficulty, hear));
}

/** With WebCrypto, which is as fast without a JIT as with one; nothing where there is none. */
async function byWebCrypto(
  challenge: Uint8Array,
  body: Uint8Array,
  difficulty: number,
  hear: (tries: number) => void,
): Promise<string | undefined> {
  const subtle = (crypto as typeof crypto | undefined)?.subtle;
  if (subtle === undefined) {
    return undefined;
  }
  const password = workPassword(challenge, body) as Uint8Array<ArrayBuffer>;
  const key = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const attempt = async (nonce: bigint) => {
    const salt = integer(nonce, 8) as Uint8Array<ArrayBuffer>;
    const bits = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 1000 }, key, 256);
    return zeroBitsOf(new Uint8Array(bits)) >= difficulty;
  };
  for (let first = 0; ; first += AT_ONCE) {
    hear(first);
    const nonces = Array.from({ length: AT_ONCE }, (_, i) => BigInt(first + i));
    const good = await Promise.all(nonces.map(attempt));
    const found = nonces.find((_, i) => good[i]);
    if (found !== undefined) {
      return workHeader(challenge, found);
    }
  }
}

async function inSlices(
  challenge: Uint8Array,
  body: Uint8Array,
  difficulty: number,
  hear: (tries: number) => void,
): Promise<string> {
  const step = tryWork(challenge, body, difficulty);
  let tries = 0;
  for (;;) {
    const end = Date.now() + SLICE;
    do {
      const header = step();
      if (header !== undefined) {
        return header;
      }
      tries += 1;
    } while (Date.now() < end);
    hear(tries);
    await pause();
  }
}
