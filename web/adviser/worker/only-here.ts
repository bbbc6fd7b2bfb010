/** Milliseconds to wait for a worker that is just being ended. */
const PATIENCE = 6_000;

let isHeld = false;

/**
 * Makes this the only worker that writes to the vault: two tabs would undo each other's work. The browser gives the lock back
 * when the worker ends.
 *
 * @throws DOMException `InvalidStateError` where the vault is open in another tab.
 */
export async function onlyHere(): Promise<void> {
  if (isHeld) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const holding = () => {
      resolve();
      return new Promise(() => undefined);
    };
    navigator.locks.request("vault", { signal: AbortSignal.timeout(PATIENCE) }, holding).catch(() => {
      reject(new DOMException("the vault is open in another tab", "InvalidStateError"));
    });
  });
  isHeld = true;
}
