// Serves the app's own files when there is no connection. Nothing else is kept: no call of the API comes through here.

import { lookup } from "../../i18n/lookup.ts";
import { REFERENCE, byTag } from "../../i18n/tags.ts";

declare const __FILES__: readonly string[];
declare const self: ServiceWorkerGlobalScope;

const FILES = __FILES__;
const KEPT = `files ${FILES.join(" ")}`;
/** What a push message says, by language. */
const LOOK = byTag(import.meta.glob<string>("../../i18n/*/push.json", { eager: true, import: "look" }));

// A newer one waits until no page of the older is open: that page may still need parts that a newer app has no more.
self.addEventListener("install", (event) => {
  const fetchAll = async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll(FILES.map((file) => new Request(file === "" ? "./" : file, { cache: "no-cache" })));
  };
  event.waitUntil(fetchAll());
});

self.addEventListener("activate", (event) => {
  const forgetOthers = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forgetOthers());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const scope = new URL(self.registration.scope);
  const isOwn = origin === scope.origin && pathname.startsWith(scope.pathname);
  if (event.request.method !== "GET" || !isOwn || !FILES.includes(pathname.slice(scope.pathname.length))) {
    return;
  }
  const answer = async () =>
    (await caches.match(event.request, { ignoreSearch: true })) ?? (await fetch(event.request));
  event.respondWith(answer());
});

// A push message carries nothing: all that it says is that it may be worth looking.
self.addEventListener("push", (event) => {
  const body = LOOK.get(lookup(navigator.languages, [...LOOK.keys()]) ?? REFERENCE) ?? "";
  event.waitUntil(self.registration.showNotification("fluister", { body, tag: "look", icon: "icon.svg" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const show = async () => {
    const [open] = await self.clients.matchAll({ type: "window" });
    await (open ? open.focus() : self.clients.openWindow(self.registration.scope));
  };
  event.waitUntil(show());
});
