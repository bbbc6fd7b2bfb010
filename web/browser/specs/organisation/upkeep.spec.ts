/** An organisation through the years: gaps, two who sign, the calendar, a log that lies, the end of its validity. */
import ICAL from "ical.js";

import { AdministratorPage } from "../../pages/administrator.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { requestOf } from "../../environment/asking.ts";
import { Organisation } from "../../environment/organisation.ts";

const t = words("nl");
const NAME = "Onderhoud BV";

test("what an administrator does after the beginning", async ({ page, environment, watch }) => {
  const { server, folder } = environment;
  const organisation = await Organisation.found(server, folder, "onderhoud", ["Ada", "Bas"], NAME);
  const key = await organisation.key();
  const administration = new AdministratorPage(page, t);
  const saves = await Saves.of(page);
  const gaps = (count: number) => page.getByText(t("org.home.gaps_other", { count }));
  await administration.open(organisation.link, NAME);

  await test.step("gaps are counted where everybody begins: seven things on paper, four from each adviser", async () => {
    await expect(gaps(15)).toBeVisible();
    await administration.enter("org.checklist.title");
    await page.getByRole("checkbox", { name: t("org.laid.term") }).check();
    await administration.press("org.keep");
    await expect(gaps(14)).toBeVisible();
  });

  await test.step("what is not signed is not lost without a question", async () => {
    const [dialog] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await expect(page.getByText(t("org.waiting_one", { count: 1 }))).toBeVisible();
  });

  await test.step("somebody else signs first: that is told, and what waits comes on top of it", async () => {
    await organisation.dismiss("Bas");
    await administration.press("org.sign.open");
    await administration.useKey(key, "org.sign.do");
    await expect(page.getByRole("alert")).toContainText(t("org.fault.somebody-else"));
    watch.expect(/409/);
    await administration.press("org.sign.overtaken");
    await expect(page.getByRole("status").filter({ hasText: t("org.sign.meanwhile") })).toContainText(
      t("org.change.dismissed", { name: "Bas" }),
    );
    // only this is changed by what is signed now
    await expect(page.getByRole("main").getByRole("listitem").last()).toHaveText(t("org.change.safeguards"));
    await administration.press("org.sign.do");
    await administration.shows("org.signed.title");
    await administration.press("org.home.to");
    await expect(gaps(10)).toBeVisible();
  });

  await test.step("a reminder that calendars can read, four weeks before the last day", async () => {
    const shown = await page.getByText(/Alles is getekend/).innerText();
    await administration.press("org.home.remind");
    const [event, ...others] = new ICAL.Component(ICAL.parse(await saves.last()) as unknown[]).getAllSubcomponents(
      "vevent",
    );
    expect(others).toEqual([]);
    const { summary, description, startDate } = new ICAL.Event(event);
    expect(summary).toBe(t("org.reminder.title", { organisation: NAME }));
    expect(startDate.isDate).toBe(true);
    const last = startDate.clone();
    last.adjust(28, 0, 0, 0);
    const day = new Intl.DateTimeFormat("nl", { dateStyle: "long", timeZone: "UTC" }).format(
      Date.UTC(last.year, last.month - 1, last.day),
    );
    expect(shown).toContain(day);
    expect(description).toContain(day);
    expect(description).not.toContain("#");
  });

  await test.step("dismissing says who is left without, a request can be refused: nothing changes", async () => {
    await administration.enter("org.advisers.title");
    await page.getByRole("button", { name: t("org.dismiss.who", { name: "Ada" }) }).click();
    await expect(page.getByText(/Zonder Ada is er niemand meer voor/)).toBeVisible();
    await administration.press("cancel");
    await page.goto(await requestOf(organisation.link, "Noor"));
    await administration.shows("org.request.title", { name: "Noor" });
    await administration.press("org.request.refuse");
    await administration.shows("org.home.title", { organisation: NAME });
    await expect(administration.button("org.sign.open")).toHaveCount(0);
  });

  await test.step("the log: each version in words; one in another's place is refused, with nothing shown", async () => {
    const first = await (await fetch(`${server.origin}/v1/organisations/onderhoud/directory/1`)).text();
    await page.route("**/v1/organisations/onderhoud/directory/2", (route) =>
      route.fulfill({ body: first, contentType: "application/json" }),
    );
    await administration.enter("org.log.title");
    await expect(page.getByRole("alert")).toContainText(t("org.fault.altered"));
    await expect(administration.versions()).toHaveCount(0);
    await page.unroute("**/v1/organisations/onderhoud/directory/2");
    await administration.press("retry");
    const versions = administration.versions();
    await expect(versions).toHaveCount(5);
    await expect(page.getByText(t("org.log.whole_other", { count: 5 }))).toBeVisible();
    await expect(versions.nth(0)).toContainText(t("org.change.safeguards"));
    await expect(versions.nth(1)).toContainText(t("org.change.dismissed", { name: "Bas" }));
    await expect(versions.nth(4)).toContainText(t("org.log.first"));
  });

  await test.step("after its last day: the administrator is told to sign anew, melders that they cannot write", async () => {
    await page.clock.setFixedTime(Date.now() + 200 * 86_400_000);
    await administration.open(organisation.link, NAME);
    await expect(page.getByText(t("org.home.expired"))).toBeVisible();
    await administration.press("org.home.renew");
    await expect(page.getByText(t("org.sign.renews"))).toBeVisible();
    await page.goto(organisation.link);
    await new Conversation(page, t).shows("fault.expired.title");
  });
});
