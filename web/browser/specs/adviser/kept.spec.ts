/** What is left of an adviser's work in a locked browser: sealed records, the key code, and the app's own files. */
import type { Page } from "@playwright/test";

import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../environment/people.ts";

const t = words("nl");

/** Counts the files that the page keeps in the browser's memory. */
async function countFiles(page: Page): Promise<() => Promise<{ readonly made: number; readonly left: number }>> {
  await page.addInitScript(() => {
    const urls = new Set<string>();
    const [create, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
    const count = { made: 0, left: 0 };
    URL.createObjectURL = (file) => {
      const url = create(file);
      count.left = urls.add(url).size;
      count.made += 1;
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      count.left = urls.size;
      revoke(url);
    };
    Object.assign(window, { files: count });
  });
  return () => page.evaluate(() => (window as unknown as { files: { made: number; left: number } }).files);
}

/** All that the browser keeps for this page, as text, a character for each byte. */
async function kept(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const found: string[] = [document.documentElement.outerHTML, document.title, location.href, window.name];
    found.push(
      JSON.stringify([history.state, Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    );
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise<readonly unknown[]>((resolve, reject) => {
          const asked = database.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result as unknown[]);
          asked.onerror = () => reject(new Error(store));
        });
        for (const one of all) {
          found.push(one instanceof Uint8Array ? new TextDecoder().decode(one) : JSON.stringify(one));
        }
        found.push(`${name}: ${all.length}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      found.push(name, ...(await (await caches.open(name)).keys()).map(({ url }) => url));
    }
    return found.join("\n");
  });
}

test("a locked device shows nothing, and keeps nothing that can be read; one that was cleared keeps no vault", async ({
  page,
  browser,
  environment,
}) => {
  const { organisation, server } = environment;
  const people = new People(browser, server.origin);
  const { page: device } = await people.somebody();
  const files = await countFiles(device);
  const [inbox, settings] = [new InboxPage(device, t), new Settings(device, t)];
  const keys = organisation.keys("Robin");
  await new Joining(device, t).addDevice(server.origin, keys);
  const what = "Dit leest niemand op een apparaat dat op slot is.";
  const reporting = new Reporting(page, t);
  await reporting.open(organisation.link);
  const bytes = Buffer.from("Dit staat in het bestand.");
  const file = { name: "bewijs.txt", mimeType: "text/plain", buffer: bytes };
  await reporting.report({ about: "talk", advisers: ["Robin"], what, files: [file] });
  await inbox.open(what);

  await test.step("a file that comes when nobody looks any more", async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await device.route("**/chunks/**", async (route) => {
      await held;
      await route.continue();
    });
    const open = device.getByRole("button", { name: t("letter.attachment.open") });
    await expect(async () => {
      await inbox.look();
      await expect(open).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const asked = device.waitForRequest("**/chunks/**");
    await open.click();
    await asked;
    await settings.open("show-code");
    const came = device.waitForEvent("requestfinished", (request) => request.url().includes("/chunks/"));
    go();
    await came;
    await inbox.press("back");
    await inbox.press("back");
    await inbox.look();
    expect(await files()).toMatchObject({ left: 0 });
    await device.unroute("**/chunks/**");
    await inbox.row(what).click();
    await open.click();
    await expect(device.getByRole("link", { name: t("letter.attachment.save") })).toBeVisible();
    expect(await files()).toMatchObject({ left: 1 });
  });

  await test.step("locked, in the middle of a sentence", async () => {
    await inbox.field("reply.label").fill("Halverwege een zin");
    await inbox.keptForOffline();
    await inbox.lock();
    const left = await kept(device);
    // it did look: the database is there, and so are the app's files
    expect(left).toMatch(/^vault: [0-9]{2,}$/m);
    expect(left).toContain("files ");
    const secrets = [what, "Halverwege", "bewijs", "Voorbeeld BV", "Robin", keys.passphrase, organisation.link];
    for (const secret of secrets) expect(left).not.toContain(secret);
    expect(await files()).toMatchObject({ left: 0 });
  });

  await test.step("given away", async () => {
    await inbox.unlock(keys.passphrase);
    await settings.open("forget-device");
    await device.getByRole("checkbox", { name: t("joining.forget.sure") }).check();
    await settings.press("joining.forget.do");
    await settings.shows("adviser.title");
    const left = await kept(device);
    expect(left).toMatch(/^vault: 0$/m);
    expect(left).not.toContain("files ");
    expect(await device.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
  people.areFine();
});
