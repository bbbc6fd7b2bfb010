import { type ErrorCode as Common, errorCodeOf as commonErrorCodeOf } from "../errors/error-code.ts";

/** What can go wrong, as an administrator needs to know it. */
export type ErrorCode =
  | Common
  | "link"
  | "request"
  | "photo"
  | "same-name"
  | "too-much"
  | "other-key"
  | "retired-key"
  | "spare-key"
  | "not-spare"
  | "first-key"
  | "key-format"
  | "key-passphrase"
  | "key-weak"
  | "somebody-else"
  | "newer"
  | "taken"
  | "admission"
  | "admission-used"
  | "admission-slug"
  | "files-full"
  | "too-many-versions";

/** Problems that the server names, beside those that everybody meets. */
const PROBLEMS: Readonly<Record<string, ErrorCode>> = {
  serial: "somebody-else",
  previous: "somebody-else",
  "organisation-exists": "taken",
  "other-organisation": "taken",
  "admission-missing": "admission",
  "admission-unknown": "admission",
  "admission-used": "admission-used",
  "admission-slug": "admission-slug",
  "files-full": "files-full",
  "too-many-versions": "too-many-versions",
  encoding: "admission",
};

/** Reasons of `KeyFileError` and `RequestLinkError`. */
const REASONS: Readonly<Record<string, Readonly<Record<string, ErrorCode>>>> = {
  KeyFileError: { format: "key-format", locked: "key-passphrase", passphrase: "key-passphrase", weak: "key-weak" },
  RequestLinkError: { address: "request", request: "request", damaged: "request" },
};

/** What an error means. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) {
    return "answer";
  }
  const reason = "reason" in error && typeof error.reason === "string" ? error.reason : "";
  const problem = "problem" in error && typeof error.problem === "string" ? error.problem : "";
  if (error.name === "LinkError" || error.message === "no link") {
    return "link";
  }
  return REASONS[error.name]?.[reason] ?? PROBLEMS[problem] ?? commonErrorCodeOf(error);
}

/** What an error means where a key was to sign. */
export function signingErrorCodeOf(error: unknown): ErrorCode {
  if (error instanceof Error && error.name === "ValidationError" && "reason" in error) {
    switch (error.reason) {
      case "organisation":
        return "other-key";
      case "retired-root":
        return "retired-key";
      case "successor":
        return "spare-key";
      case "size":
      case "limit":
        return "too-much";
      default:
    }
  }
  return errorCodeOf(error);
}

/** What an error means where an adviser was to be listed. */
export function appointingErrorCodeOf(error: unknown): ErrorCode {
  if (error instanceof Error && error.name === "ValidationError" && "reason" in error) {
    switch (error.reason) {
      case "hash":
        return "photo";
      case "limit":
        return "same-name";
      case "organisation":
        return "mismatch";
      default:
        return "request";
    }
  }
  return errorCodeOf(error);
}
