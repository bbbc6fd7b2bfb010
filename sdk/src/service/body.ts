import { ServiceError } from "./service-error.js";

const OCTETS = "application/octet-stream";
const JSON_TYPE = "application/json";

/** A body as it travels, with the header that says what it is: bytes as they are, anything else as JSON. */
export function encodeBody(body: unknown): {
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
} {
  if (body === undefined) {
    return { headers: {} };
  }
  if (body instanceof Uint8Array) {
    return { headers: { "content-type": OCTETS }, body: body as Uint8Array<ArrayBuffer> };
  }
  return { headers: { "content-type": JSON_TYPE }, body: JSON.stringify(body) };
}

/** What an answer says: JSON as its object, anything else as bytes. @throws ServiceError `answer` for what is no JSON. */
export function readBody(contentType: string | null, bytes: Uint8Array): unknown {
  if (contentType === null || !contentType.startsWith(JSON_TYPE)) {
    return bytes;
  }
  return parse(bytes) ?? fail();
}

/** The value of a JSON text; nothing where it is none. */
export function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function fail(): never {
  throw new ServiceError("answer");
}
