/** Why an image cannot be cleaned. */
export const CLEAN_ERRORS = {
  "cut-off": "the image ends too early",
  damaged: "the image is not built as its format says",
} as const;

/** What is wrong with an image. What is not understood to its end is not passed on. */
export class CleanError extends Error {
  readonly reason: keyof typeof CLEAN_ERRORS;

  constructor(reason: keyof typeof CLEAN_ERRORS) {
    super(`${reason}: ${CLEAN_ERRORS[reason]}`);
    this.name = "CleanError";
    this.reason = reason;
  }
}
