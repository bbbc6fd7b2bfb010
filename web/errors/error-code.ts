/** What can go wrong, as a person needs to know it. */
export type ErrorCode =
  | "offline"
  | "busy"
  | "full"
  | "conflict"
  | "too-old"
  | "unknown"
  | "address"
  | "nothing"
  | "withdrawn"
  | "too-long"
  | "too-many"
  | "too-large"
  | "empty"
  | "away"
  | "given-up"
  | "answer"
  | "mismatch"
  | "altered"
  | "expired"
  | "clock";

/** Errors after which nobody should go on. */
export const STOPS: readonly ErrorCode[] = ["mismatch", "altered", "expired", "clock", "unknown", "address", "too-old"];

/** Kinds of `ServiceError` that are told as they are. */
const TOLD: Readonly<Record<string, ErrorCode>> = {
  offline: "offline",
  busy: "busy",
  conflict: "conflict",
  nothing: "nothing",
  withdrawn: "withdrawn",
  "too-old": "too-old",
  unknown: "unknown",
  "given-up": "given-up",
  "too-long": "too-long",
  "too-many": "too-many",
  "too-large": "too-large",
  empty: "empty",
  away: "away",
};

const MISMATCHES = ["organisation", "pinned-adviser"];

/**
 * What an error means. The SDK's classes are known by their fields, so that this does not wait for the SDK: `kind` of
 * `ServiceError`, `reason` of `LinkError` and `ValidationError`.
 */
export function errorCodeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) {
    return "answer";
  }
  if (error.name === "LinkError") {
    return "address";
  }
  if ("reason" in error && typeof error.reason === "string") {
    return refused(error.reason);
  }
  if ("kind" in error && typeof error.kind === "string") {
    const full = "problem" in error && typeof error.problem === "string" && error.problem.endsWith("storage-full");
    return full ? "full" : (TOLD[error.kind] ?? "answer");
  }
  // A script that could not be loaded.
  return error instanceof TypeError ? "offline" : "answer";
}

function refused(reason: string): ErrorCode {
  switch (reason) {
    case "expired":
      return "expired";
    case "future":
      return "clock";
    case "no-epoch":
      return "away";
    default:
      return MISMATCHES.includes(reason) ? "mismatch" : "altered";
  }
}
