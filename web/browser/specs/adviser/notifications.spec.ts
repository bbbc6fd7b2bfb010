/** Being told by e-mail: offered where the server has a relay, off until it is asked for, and off again. */
import { Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");
const ADDRESS = "sam@example.org";

test("by e-mail: asked for, at another hour, and off again", async ({ page, watch }) => {
  await inTestEnvironment([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    watch.expect(/Failed to load resource|NetworkError|CORS|net::ERR|fetch/);
    const settings = new Settings(page, t);
    await new Joining(page, t).addDevice(server.origin, organisation.keys("Sam"));
    const mail = page.getByRole("checkbox", { name: t("joining.tell.mail") });
    const other = await organisation.device("Sam");
    /** What the server keeps, as another device of Sam's learns it. */
    const kept = async () => {
      await other.adviser.sync();
      const [one] = other.adviser.inbox().organisations;
      return await other.adviser.notifications(one?.organisation ?? "");
    };

    await test.step("a server without a relay offers none", async () => {
      await settings.press("frame.settings");
      await settings.shows("joining.settings.title");
      await expect(page.getByText(t("joining.settings.profile"), { exact: true })).toBeVisible();
      await expect(page.getByText(t("joining.tell.nowhere"))).toBeVisible();
      await expect(page.getByText(t("joining.settings.notifications"), { exact: true })).toHaveCount(0);
      await settings.press("joining.to.inbox");
    });

    await server.stop();
    const relay = ["--smtp", "smtp://127.0.0.1:9", "--mail-from", "box@example.org"];
    await server.startAgain([...relay, "--origin", server.origin]);

    await test.step("off until it is asked for, and what the server learns is said before", async () => {
      await settings.open("notifications");
      await settings.shows("joining.settings.notifications");
      await expect(mail).not.toBeChecked();
      await expect(page.getByText(t("joining.tell.learns.title"))).toBeVisible();
      expect(await kept()).toBeUndefined();
      await mail.check();
      await settings.press("joining.tell.keep");
      await expect(page.getByRole("button", { name: t("joining.tell.email.wrong") })).toBeVisible();
      await page.getByLabel(t("joining.tell.email")).fill(ADDRESS);
      await page.getByLabel(t("joining.tell.hour")).selectOption("7");
      await settings.press("joining.tell.keep");
      await settings.shows("joining.settings.title");
    });

    const before = await kept();
    expect(before).toMatchObject({ email: ADDRESS, language: "nl" });

    await test.step("it is shown again, and another hour takes its place", async () => {
      await settings.press("joining.to.inbox");
      await settings.open("notifications");
      await expect(mail).toBeChecked();
      await expect(page.getByLabel(t("joining.tell.email"))).toHaveValue(ADDRESS);
      await expect(page.getByLabel(t("joining.tell.hour"))).toHaveValue("7");
      await page.getByLabel(t("joining.tell.hour")).selectOption("21");
      await settings.press("joining.tell.keep");
      await settings.shows("joining.settings.title");
      // fourteen hours later, whatever the clock's zone
      expect(await kept()).toEqual({ ...before, hour: ((before?.hour ?? 0) + 14) % 24 });
    });

    await test.step("off again: the server has forgotten the address", async () => {
      await settings.press("joining.to.inbox");
      await settings.open("notifications");
      await mail.uncheck();
      await settings.press("joining.tell.keep");
      await settings.shows("joining.settings.title");
      expect(await kept()).toBeUndefined();
    });
  });
});
