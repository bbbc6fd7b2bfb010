/** Being told to look, by a real browser: from the switch in the settings to what the browser shows, and off again. */
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { test as base, expect } from "../../test.ts";
import { letTheHourCome } from "../../environment/hour.ts";
import { People } from "../../environment/people.ts";
import { PushService } from "../../environment/push-service.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");
const WHAT = "Dit staat in geen enkele melding.";

/** A browser with a push service on this machine, and a server that may send to it. */
const test = base.extend<object, { push: PushService }>({
  push: [
    async ({}, use) => {
      const push = await PushService.start();
      await use(push);
      await push.stop();
    },
    { scope: "worker" },
  ],
  launchOptions: [
    async ({ launchOptions, push }, use) => {
      const preferences = {
        ...push.preferences,
        // by the browser itself: without a desktop the system has nobody to show anything
        "alerts.useSystemBackend": false,
        // nothing, as after a 'no', unless a test says so
        "permissions.default.desktop-notification": 2,
      };
      const firefoxUserPrefs = { ...launchOptions.firefoxUserPrefs, ...preferences };
      await use({ ...launchOptions, firefoxUserPrefs });
    },
    { scope: "worker" },
  ],
  environment: [
    async ({ push }, use) => {
      await inTestEnvironment(["--web-push", "true", "--push-hosts", push.origin], use);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

function only<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined || all.length > 1) throw new Error(`not one: ${JSON.stringify(all)}`);
  return one;
}

test("a browser is told once, of nothing, until it is switched off", async ({ page, browser, environment, push }) => {
  const { organisation, server, folder } = environment;
  const keys = organisation.keys("Sam");
  const [inbox, settings] = [new InboxPage(page, t), new Settings(page, t)];
  const box = page.getByRole("checkbox", { name: t("joining.tell.push") });
  await new Joining(page, t).addDevice(server.origin, keys);
  const elsewhere = await organisation.device("Sam");
  const { organisation: id } = only(elsewhere.adviser.inbox().organisations);
  /** What the server knows of Sam. */
  const wish = () => elsewhere.adviser.notifications(id);

  await test.step("a browser that shows nothing is not asked to be told", async () => {
    await settings.open("notifications");
    await box.check();
    await settings.press("joining.tell.keep");
    await expect(page.getByText(t("joining.tell.push.denied"))).toBeVisible();
    expect(push.endpoints).toEqual([]);
    expect(await wish()).toBeUndefined();
  });

  await test.step("once it may, its push service and the server know of it", async () => {
    await page.context().grantPermissions(["notifications"], { origin: server.origin });
    await settings.press("joining.tell.keep");
    await settings.shows("joining.settings.title");
    const info = (await (await fetch(`${server.origin}/v1/server`)).json()) as { notifications: { web_push: string } };
    const { endpoint, key } = only(push.endpoints);
    expect(key).toBe(info.notifications.web_push);
    expect((await wish())?.webPush).toEqual({ endpoint });
  });

  await test.step("a letter comes: the browser says that it may be worth looking, and nothing else", async () => {
    await inbox.lock();
    const people = new People(browser, server.origin);
    const reporting = new Reporting((await people.somebody()).page, t);
    await reporting.open(organisation.link);
    await reporting.report({ about: "talk", advisers: ["Sam"], what: WHAT });
    people.areFine();
    await expect.poll(() => letTheHourCome(folder)).toBe(1);
    await expect.poll(() => push.acknowledged).toEqual([100]);
    const { headers, bytes } = only(push.pushed);
    expect(bytes).toBe(0);
    expect(headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]+$/);
    expect(headers.authorization?.split("k=")[1]).toBe(only(push.endpoints).key);
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
    // the browser's language, not the page's
    const bodies = ["Kijk in de app of er iets voor u is.", "See in the app whether there is something for you."];
    expect(bodies.map((body) => [{ title: "fluister", body }])).toContainEqual(shown);
  });

  await test.step("switched off, neither its push service nor the server knows of it", async () => {
    await inbox.unlock(keys.passphrase);
    await settings.open("notifications");
    await expect(box).toBeChecked();
    await box.uncheck();
    await settings.press("joining.tell.keep");
    await settings.shows("joining.settings.title");
    await expect.poll(() => push.endpoints).toEqual([]);
    expect(await wish()).toBeUndefined();
  });
});
