import { ValidationError } from "../protocol/validation-error.js";

/** What can be the matter with a vault. */
export const VAULT_ERRORS = {
  passphrase: "the passphrase is wrong",
  weak: "a passphrase has at least twelve characters",
  code: "no vault lies under this passphrase and this key code on this server",
  exists: "there is a vault on this device already",
  old: "the server shows an older vault than this device knows",
  two_histories: "the server shows another vault than this device knows",
  changed_elsewhere: "passphrase or key code were changed on another device: add this one anew",
  busy: "other devices of this adviser are always faster: try again",
  damaged: "the vault on this device is damaged, or was not made by fluister",
  altered: "what the server shows is not what was put into the vault",
  memory: "19 MiB of memory could not be had to open the vault",
  locked: "the vault has been locked",
  "too-large": "the vault has no room for this",
} as const;

/** The name of an error. */
export type VaultErrorKind = keyof typeof VAULT_ERRORS;

/** What is wrong with a vault. It never holds a secret. */
export class VaultError extends Error {
  readonly kind: VaultErrorKind;

  constructor(kind: VaultErrorKind) {
    super(`${kind}: ${VAULT_ERRORS[kind]}`);
    this.name = "VaultError";
    this.kind = kind;
  }
}

/** What a validation error means for a vault that is there: an older one, another one, or else this. */
export function vaultErrorOf(error: unknown, otherwise: "damaged" | "altered"): unknown {
  if (!(error instanceof ValidationError)) {
    return error instanceof SyntaxError ? new VaultError(otherwise) : error;
  }
  switch (error.reason) {
    case "old":
      return new VaultError("old");
    case "two-histories":
      return new VaultError("two_histories");
    case "memory":
      return new VaultError("memory");
    default:
      return new VaultError(otherwise);
  }
}
