import { KeyFileError, type SigningKey, openKeyFile, readings } from "@fluister/sdk";

/** Opens a key file with a passphrase as it was typed, or else as it may have been meant. @throws KeyFileError */
export function openTyped(pem: string, typed: string): SigningKey {
  let wrong = new KeyFileError("passphrase");
  for (const passphrase of readings(typed)) {
    try {
      return openKeyFile(pem, passphrase);
    } catch (error) {
      if (!(error instanceof KeyFileError && error.reason === "passphrase")) {
        throw error;
      }
      wrong = error;
    }
  }
  throw wrong;
}
