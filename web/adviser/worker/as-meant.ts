import { VaultError, readings } from "@fluister/sdk";

/** Does something with a passphrase as it was typed, and where that is a wrong one, as it may have been meant. */
export async function asMeant<T>(typed: string, use: (passphrase: string) => Promise<T>): Promise<T> {
  let wrong = new VaultError("passphrase");
  for (const passphrase of readings(typed)) {
    try {
      return await use(passphrase);
    } catch (error) {
      if (!(error instanceof VaultError && (error.kind === "passphrase" || error.kind === "code"))) {
        throw error;
      }
      wrong = error;
    }
  }
  throw wrong;
}
