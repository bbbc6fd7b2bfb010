/** Why a key file does not open, or is not made. */
export const KEY_FILE_ERRORS = {
  format: "not a key file, or a damaged one",
  locked: "the key file needs a passphrase",
  passphrase: "the passphrase is wrong, or the file is damaged",
  weak: "the passphrase is too easy to guess: take the one that is offered",
} as const;

/** What is wrong with a key file. It never holds the passphrase or the key. */
export class KeyFileError extends Error {
  readonly reason: keyof typeof KEY_FILE_ERRORS;

  constructor(reason: keyof typeof KEY_FILE_ERRORS) {
    super(`${reason}: ${KEY_FILE_ERRORS[reason]}`);
    this.name = "KeyFileError";
    this.reason = reason;
  }
}
