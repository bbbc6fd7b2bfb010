import { type ErrorCode as Common, errorCodeOf as commonErrorCodeOf } from "../errors/error-code.ts";

/** Kinds of the SDK's `VaultError` that are told as they are. */
const VAULT = {
  passphrase: "passphrase",
  weak: "weak",
  code: "code",
  old: "old",
  two_histories: "two-histories",
  changed_elsewhere: "changed-elsewhere",
  busy: "busy",
  damaged: "damaged",
  altered: "vault-altered",
  memory: "memory",
  locked: "locked",
  "too-large": "vault-full",
} as const;

/** What can go wrong with a vault. */
type OfVault = (typeof VAULT)[keyof typeof VAULT];

/** What can go wrong, as an adviser needs to know it. */
export type ErrorCode = Common | OfVault | "not-allowed" | "elsewhere" | "storage";

/** What an error means, however it came: from the worker it has its fields, and not its class. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) {
    return "answer";
  }
  const kind = "kind" in error ? error.kind : undefined;
  if (error.name === "VaultError" && typeof kind === "string" && Object.hasOwn(VAULT, kind)) {
    return VAULT[kind as keyof typeof VAULT];
  }
  if (kind === "not-allowed") {
    return kind;
  }
  switch (error.name) {
    case "InvalidStateError":
      return "elsewhere";
    case "QuotaExceededError":
    case "UnknownError":
    case "SecurityError":
      return "storage";
    default:
      return commonErrorCodeOf(error);
  }
}
