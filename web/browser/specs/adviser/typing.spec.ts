/** What an adviser types is not lost when the vault is locked, or the page closed, before it was sent. */
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../world/people.ts";
import { inWorld } from "../../world/world.ts";

const t = words("nl");

test("steps, notes, answers and letters to colleagues outlive the lock, until they are sent", async ({
  page,
  browser,
  watch,
}) => {
  await inWorld([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const people = new People(browser, server.origin);
    const { page: device } = await people.somebody();
    const desk = new Desk(device, t);
    const keys = organisation.keys("Sam");
    await new Joining(device, t).addDevice(server.origin, keys);
    const what = "Dit gesprek wordt onderbroken.";
    const telling = new Telling(page, t);
    await telling.open(organisation.link);
    await telling.report({ about: "talk", advisers: ["Sam"], what });
    await desk.open(what);
    const begun = (key: Parameters<typeof t>[0]) => device.getByRole("button", { name: t(key) });

    await test.step("an answer is there after a step was looked at", async () => {
      await desk.field("reply.label").fill("Een half antwoord.");
      await desk.step("question");
      await desk.field("step.words").fill("Een halve vraag?");
      await desk.press("back");
      await expect(desk.field("reply.label")).toHaveValue("Een half antwoord.");
      await device.locator("summary", { hasText: t("own.notes") }).click();
      await desk.field("own.notes.label").fill("Een halve notitie.");
      await desk.step("consent");
      await desk.field("step.consent.action").fill("Ik bel met de bedrijfsarts.");
    });

    await test.step("locked at once, and opened again: it is offered, and stands where it was", async () => {
      await desk.lock();
      await expect(device.getByText("bedrijfsarts")).toHaveCount(0);
      await desk.unlock(keys.passphrase);
      await isAccessible(device, "unfinished");
      await begun("step.consent").click();
      await desk.shows("step.consent");
      await expect(desk.field("step.consent.action")).toHaveValue("Ik bel met de bedrijfsarts.");
      await desk.press("back");
      await expect(desk.field("reply.label")).toHaveValue("Een half antwoord.");
      await expect(desk.field("own.notes.label")).toHaveValue("Een halve notitie.");
      await begun("step.question").last().click();
      await expect(desk.field("step.words")).toHaveValue("Een halve vraag?");
    });

    await test.step("sent, kept or cancelled it is not begun any more", async () => {
      await desk.press("step.send");
      await desk.isOut("Een halve vraag?");
      await desk.press("own.notes.keep");
      await begun("step.consent").last().click();
      await desk.press("cancel");
      await desk.field("reply.label").fill("");
      await desk.lock();
      await desk.unlock(keys.passphrase);
      await expect(device.getByText(t("unfinished.lead"))).toHaveCount(0);
      await desk.row("Een halve vraag?").click();
      await expect(desk.field("reply.label")).toHaveValue("");
      await expect(desk.field("own.notes.label")).toHaveValue("Een halve notitie.");
      await desk.step("consent");
      await expect(desk.field("step.consent.action")).toHaveValue("");
    });

    await test.step("a letter to a colleague outlives a page that is closed", async () => {
      await device.reload();
      await desk.unlock(keys.passphrase);
      await desk.press("colleagues.title");
      await device.getByRole("radio", { name: "Robin" }).check();
      await desk.field("step.words").fill("Heb je even tijd?");
      // it is kept once the typing rests, which the list says
      await expect(device.getByText(t("unfinished.colleague"))).toBeVisible();
      await device.reload();
      await desk.unlock(keys.passphrase);
      await begun("unfinished.colleague").click();
      await expect(device.getByRole("radio", { name: "Robin" })).toBeChecked();
      await expect(desk.field("step.words")).toHaveValue("Heb je even tijd?");
      await desk.press("reply.send");
      await expect(device.getByRole("article").filter({ hasText: "Heb je even tijd?" })).toBeVisible();
      await expect(desk.field("step.words")).toHaveValue("");
      await expect(device.getByText(t("unfinished.colleague"))).toHaveCount(0);
    });

    await test.step("a colleague hears that a reporter may come, and nothing about the reporter", async () => {
      await desk.press("back");
      await desk.row("Een halve vraag?").click();
      await desk.step("handover");
      await device.getByRole("radio", { name: "Robin" }).check();
      await expect(device.getByRole("checkbox", { name: t("step.handover.tell") })).toBeChecked();
      await desk.press("step.send");
      await desk.isOut(t("ready.handover"));
      const robin = await organisation.device("Robin");
      const told = await robin.until(() =>
        robin.adviser.desk().colleagues.find(({ text }) => text.startsWith("Ik heb")),
      );
      expect(told.text).toBe(t("ready.handover.colleague"));
    });
    people.areFine();
  });
});
