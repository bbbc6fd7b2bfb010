import { parse } from "./body.js";
import { ServiceError } from "./service-error.js";

const BUSY = [429, 502, 503, 504];

/** What an answer that is no success means. */
export function problemOf(status: number, retryAfter: string | null, body: Uint8Array): ServiceError {
  const problem = nameOf(parse(body));
  const known = problem === undefined ? {} : { problem };
  if (BUSY.includes(status)) {
    const seconds = /^[0-9]{1,6}$/.test(retryAfter ?? "") ? { retryAfter: Number(retryAfter) } : {};
    return new ServiceError("busy", { ...known, ...seconds });
  }
  if (problem === "unknown-organisation") {
    return new ServiceError("unknown", known);
  }
  if (status === 409) {
    return new ServiceError("conflict", known);
  }
  return new ServiceError(problem === undefined ? "answer" : "refused", known);
}

/** The last part of the problem's type (RFC 9457), as the server writes its own. */
function nameOf(body: unknown): string | undefined {
  const type = typeof body === "object" && body !== null && "type" in body ? body.type : undefined;
  return typeof type === "string" ? /([a-z0-9-]{1,64})$/.exec(type)?.[1] : undefined;
}
