import type { ThreadWhole } from "@fluister/sdk";

import { App } from "../../adviser/app.tsx";
import { lock, opened } from "../../adviser/session.ts";
import { isOpen } from "../../adviser/view.ts";
import type { View } from "../../adviser/worker/calls.ts";
import { vault } from "../../adviser/worker/vault.ts";
import { also, speak } from "../../i18n/i18n.ts";
import type { Texts } from "../../i18n/languages.ts";
import { after, mount, unmount } from "../page.tsx";
import { type FakeWorker, worker, workers } from "./fake-worker.ts";
import { inbox } from "./samples.ts";

also(import.meta.glob<Texts>("../../i18n/*/kinds.json", { import: "default" }));
also(import.meta.glob<Texts>("../../i18n/*/adviser.json", { import: "default" }));
also(import.meta.glob<Texts>("../../i18n/*/joining.json", { import: "default" }));

/** Shows the app in English with a vault that was just opened, and gives the worker that answers it. */
export async function openApp(view: View): Promise<FakeWorker> {
  await speak("en");
  await mount(<App />);
  await openVault(view);
  return worker();
}

/** Opens the vault again, as after a lock. */
export async function openVault(view: View): Promise<void> {
  await after(() => {
    void vault.unlock("").then(opened);
    worker().waiting("unlock").answer(undefined, view);
  });
}

/** Shows the app with a thread opened. */
export async function openThread(thread: ThreadWhole): Promise<FakeWorker> {
  const fake = await openApp({ inbox: inbox([thread]) });
  await after(() => document.getElementById(`row-${thread.id}`)?.click());
  await after(() => fake.waiting("open").answer(thread, { inbox: inbox([{ ...thread, unread: 0 }]) }));
  return fake;
}

/** Locks the vault, and forgets all workers: for the end of each test. */
export async function closeApp(): Promise<void> {
  if (isOpen.value) {
    const locked = lock();
    // What the page still wants to be kept is kept.
    worker().asked.forEach((one) => one.answer());
    await after(() => locked);
  }
  await unmount();
  workers.length = 0;
}
