import { type Json } from "../protocol/json.js";
import { WIDE } from "../protocol/named.js";
import { ValidationError } from "../protocol/validation-error.js";
import { type Shape, U32, anyBytes, bytes, day, list, number, object, text, truth } from "../protocol/shape.js";
import { ServiceError } from "./service-error.js";

/** Something signed, as it travels. */
export const signed = object({ payload: anyBytes, signature: bytes(64) });

/** `GET /v1/server`, as far as it is used. */
export const serverInfo = object({
  oldest_client: text(),
  protocol: number(0, U32),
  day,
  limits: object({ attachments: number(0, WIDE, WIDE) }),
});

/** `GET /v1/organisations/{slug}`. */
export const organisation = object({
  directory: signed,
  first_directories: list(signed, 0, WIDE),
  statements: list(signed, 0, WIDE),
});

/** `GET /v1/organisations/{slug}/heartbeats`. */
export const heartbeats = object({ heartbeats: list(signed, 0, WIDE) });

/** `GET /v1/organisations/{slug}/challenge`. */
export const challenge = object({ challenge: bytes(64), difficulty: number(0, U32) });

/** `POST /v1/sessions/challenge`. */
export const sessionChallenge = object({ challenge: bytes(48) });

/** `POST /v1/sessions`. */
export const session = object({ token: text() });

/** `GET /v1/organisations/{slug}/letters`. */
export const boxPage = object({
  letters: list(object({ id: bytes(32), day, letter: anyBytes }), 0, WIDE),
  next: text(),
  complete: truth,
});

/** Reads an answer of JSON. @throws ServiceError `answer` unless it is what the description says. */
export function read<T>(shape: Shape<T>, answer: unknown): T {
  try {
    return shape.read(answer as Json);
  } catch (error) {
    throw error instanceof ValidationError || error instanceof TypeError ? new ServiceError("answer") : error;
  }
}
