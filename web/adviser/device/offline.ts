import address from "../offline/service-worker.ts?worker&url";
import { scriptAddress } from "./trusted.ts";

/** Has the browser keep the app's own files, so that it opens without a connection. Where it can't, the app works online. */
export async function serveOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register(scriptAddress(address), { updateViaCache: "none" });
  } catch {
    // A private window, or the person does not want it kept.
    return;
  }
}

/** Has the browser forget the app's own files, and that it is to be told of letters. Does not throw: what is not there stays away. */
export async function forgetOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    // With it goes what push messages were asked for.
    await registration?.unregister();
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  } catch {
    return;
  }
}
