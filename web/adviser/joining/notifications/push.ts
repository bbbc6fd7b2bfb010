import { decode } from "@fluister/sdk";

/** How many bytes a server's key for push messages has: a point of P-256, uncompressed. */
const KEY = 65;

/** Why this device can't get push messages. */
export type PushErrorCode = "denied" | "other-server" | "failed";

/** Thrown where push messages cannot be switched on, with the reason. */
export class PushError extends Error {
  readonly reason: PushErrorCode;

  constructor(reason: PushErrorCode) {
    super(`no push messages: ${reason}`);
    this.name = "PushError";
    this.reason = reason;
  }
}

/** The address at which this browser is told now; nothing where it isn't. */
export async function endpointHere(): Promise<string | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription())?.endpoint;
}

/**
 * Has this browser told by a server; asks the person whether they want that. Gives the address to be told at.
 *
 * @param key The server's public key, base64url of 65 bytes.
 * @throws PushError
 */
export async function subscribe(key: string): Promise<string> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) {
    throw new PushError("failed");
  }
  try {
    const applicationServerKey = decode(key, KEY).slice();
    return (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).endpoint;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    // One browser has one subscription for the app, bound to one server's key.
    throw new PushError(
      name === "NotAllowedError" ? "denied" : name === "InvalidStateError" ? "other-server" : "failed",
    );
  }
}

/** Has this browser not told any more. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
