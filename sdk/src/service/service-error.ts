/** What can be the matter with what lies between here and the server, or with what the caller asked for. */
export const SERVICE_ERRORS = {
  offline: "the server could not be reached; nothing is lost, try again",
  "not-allowed": "the page that this runs in may not talk to that server",
  busy: "the server has more to do than it can; try again in a moment",
  refused: "the server refused",
  conflict: "something else already lies where this letter belongs",
  nothing: "nothing lies under this code: mistyped, of another organisation, or expired",
  withdrawn: "the report has been withdrawn",
  "too-old": "the server wants a newer client",
  unknown: "there is no such organisation on this server",
  answer: "the server's answer is not what it should be",
  "given-up": "given up",
  "too-long": "the text is too long for one post to so many advisers",
  "too-many": "more letters than one post holds, or more advisers than a code has room for",
  "too-large": "the attachments are larger than the server takes with one letter",
  empty: "there is nothing to send",
  away: "the adviser is not listed, or cannot be written to today",
} as const;

/** The name of an error. */
export type ServiceErrorKind = keyof typeof SERVICE_ERRORS;

/** What else is known about a failed request. */
export interface ServiceErrorDetail {
  /** The last part of the problem's `type` (RFC 9457), where the server gave one: `storage-full`. */
  readonly problem?: string;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter?: number;
}

/** What went wrong between here and the server. It never holds a secret. */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;
  readonly problem?: string;
  readonly retryAfter?: number;

  constructor(kind: ServiceErrorKind, { problem, retryAfter }: ServiceErrorDetail = {}) {
    super(`${kind}: ${SERVICE_ERRORS[kind]}${problem === undefined ? "" : ` (${problem})`}`);
    this.name = "ServiceError";
    this.kind = kind;
    if (problem !== undefined) {
      this.problem = problem;
    }
    if (retryAfter !== undefined) {
      this.retryAfter = retryAfter;
    }
  }
}

/** Whether it is not known, or no longer, what the server has: the same again is the way to find out. */
export function isPassing(error: unknown): error is ServiceError {
  return error instanceof ServiceError && (error.kind === "offline" || error.kind === "busy");
}
