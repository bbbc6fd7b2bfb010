/** What an adviser types is not lost when the vault is locked, or the page closed, before it was sent. */
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../environment/people.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");

test("steps, notes, answers and letters to colleagues outlive the lock, until they are sent", async ({
  page,
  browser,
  watch,
}) => {
  await inTestEnvironment([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const people = new People(browser, server.origin);
    const { page: device } = await people.somebody();
    const inbox = new InboxPage(device, t);
    const keys = organisation.keys("Sam");
    await new Joining(device, t).addDevice(server.origin, keys);
    const what = "Dit gesprek wordt onderbroken.";
    const reporting = new Reporting(page, t);
    await reporting.open(organisation.link);
    await reporting.report({ about: "talk", advisers: ["Sam"], what });
    await inbox.open(what);
    const begun = (key: Parameters<typeof t>[0]) => device.getByRole("button", { name: t(key) });

    await test.step("an answer is there after a step was looked at", async () => {
      await inbox.field("reply.label").fill("Een half antwoord.");
      await inbox.action("question");
      await inbox.field("action.words").fill("Een halve vraag?");
      await inbox.press("back");
      await expect(inbox.field("reply.label")).toHaveValue("Een half antwoord.");
      await device.locator("summary", { hasText: t("own.notes") }).click();
      await inbox.field("own.notes.label").fill("Een halve notitie.");
      await inbox.action("consent");
      await inbox.field("action.consent.action").fill("Ik bel met de bedrijfsarts.");
    });

    await test.step("locked at once, and opened again: it is offered, and stands where it was", async () => {
      await inbox.lock();
      await expect(device.getByText("bedrijfsarts")).toHaveCount(0);
      await inbox.unlock(keys.passphrase);
      await isAccessible(device, "unfinished");
      await begun("action.consent").click();
      await inbox.shows("action.consent");
      await expect(inbox.field("action.consent.action")).toHaveValue("Ik bel met de bedrijfsarts.");
      await inbox.press("back");
      await expect(inbox.field("reply.label")).toHaveValue("Een half antwoord.");
      await expect(inbox.field("own.notes.label")).toHaveValue("Een halve notitie.");
      await begun("action.question").last().click();
      await expect(inbox.field("action.words")).toHaveValue("Een halve vraag?");
    });

    await test.step("sent, kept or cancelled it is not begun any more", async () => {
      await inbox.press("action.send");
      await inbox.isOut("Een halve vraag?");
      await inbox.press("own.notes.keep");
      await begun("action.consent").last().click();
      await inbox.press("cancel");
      await inbox.field("reply.label").fill("");
      await inbox.lock();
      await inbox.unlock(keys.passphrase);
      await expect(device.getByText(t("unfinished.lead"))).toHaveCount(0);
      await inbox.row("Een halve vraag?").click();
      await expect(inbox.field("reply.label")).toHaveValue("");
      await expect(inbox.field("own.notes.label")).toHaveValue("Een halve notitie.");
      await inbox.action("consent");
      await expect(inbox.field("action.consent.action")).toHaveValue("");
    });

    await test.step("a letter to a colleague outlives a page that is closed", async () => {
      await device.reload();
      await inbox.unlock(keys.passphrase);
      await inbox.press("colleagues.title");
      await device.getByRole("radio", { name: "Robin" }).check();
      await inbox.field("action.words").fill("Heb je even tijd?");
      // it is kept once the typing rests, which the list says
      await expect(device.getByText(t("unfinished.colleague"))).toBeVisible();
      await device.reload();
      await inbox.unlock(keys.passphrase);
      await begun("unfinished.colleague").click();
      await expect(device.getByRole("radio", { name: "Robin" })).toBeChecked();
      await expect(inbox.field("action.words")).toHaveValue("Heb je even tijd?");
      await inbox.press("reply.send");
      await expect(device.getByRole("article").filter({ hasText: "Heb je even tijd?" })).toBeVisible();
      await expect(inbox.field("action.words")).toHaveValue("");
      await expect(device.getByText(t("unfinished.colleague"))).toHaveCount(0);
    });

    await test.step("a colleague hears that a reporter may come, and nothing about the reporter", async () => {
      await inbox.press("back");
      await inbox.row("Een halve vraag?").click();
      await inbox.action("handover");
      await device.getByRole("radio", { name: "Robin" }).check();
      await expect(device.getByRole("checkbox", { name: t("action.handover.tell") })).toBeChecked();
      await inbox.press("action.send");
      await inbox.isOut(t("ready.handover"));
      const robin = await organisation.device("Robin");
      const told = await robin.until(() =>
        robin.adviser.inbox().colleagues.find(({ text }) => text.startsWith("Ik heb")),
      );
      expect(told.text).toBe(t("ready.handover.colleague"));
    });
    people.areFine();
  });
});
