/** An adviser is away: signed, seen before anybody writes and by who has written, said in the inbox; and back again. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../environment/organisation.ts";
import { People } from "../../environment/people.ts";

const t = words("nl");
const NAME = "Stichting Rust";

test("away until a day, with a deputy; and back", async ({ page, browser, environment: { server, folder } }) => {
  const organisation = await Organisation.found(server, folder, "rust", ["Sam", "Robin"], NAME);
  const people = new People(browser, server.origin);
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(organisation.link, NAME);
  const before = "Dit schreef ik toen u er nog was.";
  const code = await reporting.report({ about: "talk", advisers: ["Sam"], what: before });
  await reporting.press("receipt.done");

  const { page: device } = await people.somebody();
  const saves = await Saves.of(device);
  const [joining, inbox, settings] = [new Joining(device, t), new InboxPage(device, t), new Settings(device, t)];
  await joining.addDevice(server.origin, organisation.keys("Sam"));
  const administration = new AdministratorPage((await people.somebody()).page, t);
  const ends = new Date(Date.now() + 10 * 86_400_000);
  const day = new Intl.DateTimeFormat("nl", { dateStyle: "long", timeZone: "UTC" }).format(ends);

  /** From the changed profile to the version that the administrator has signed. */
  const askAndSign = async () => {
    await joining.press("next");
    await joining.attest();
    await joining.press("joining.sign");
    const { request, words: twelve } = await joining.handOver(saves, "joining.request.title.renew", NAME);
    await administration.follow("org.request.renew", "Sam", request);
    await administration.take("org.request.renew.take", "Sam", twelve);
    await administration.sign(await organisation.key());
    await joining.press("joining.to.inbox");
  };

  await test.step("asked for, and seen by the administrator before it is signed", async () => {
    await settings.open("profile");
    await joining.shows("joining.preview.title.renew");
    await joining.press("joining.preview.absence");
    await joining.shows("joining.absence.title");
    await device.getByLabel(t("joining.absence.label")).fill(ends.toISOString().slice(0, 10));
    await joining.press("joining.absence.keep");
    await joining.shows("joining.preview.title.renew");
    await device.getByLabel(t("joining.deputy")).selectOption({ label: "Robin" });
    await askAndSign();
    const seen = administration.page;
    await seen.getByRole("button", { name: t("org.advisers.title") }).click();
    await expect(seen.getByText(t("advisers.absent", { day }))).toBeVisible();
    await expect(seen.getByText(t("advisers.deputy", { name: "Robin" }))).toBeVisible();
  });

  await test.step("the adviser's inbox says it", async () => {
    await inbox.look();
    await expect(device.getByText(t("caution.absent", { organisation: NAME, day }))).toBeVisible();
  });

  await test.step("who has written is told, and to whom else they can write", async () => {
    await reporting.open(organisation.link, NAME);
    await conversation.open(code);
    const withSam = conversation.with("Sam");
    await expect(withSam.getByText(t("talk.absent", { name: "Sam", day }))).toBeVisible();
    await expect(withSam.getByText(t("talk.deputy", { name: "Robin" }))).toBeVisible();
  });

  await test.step("who has not written yet sees it, and writes to the deputy", async () => {
    await reporting.open(organisation.link, NAME);
    await reporting.press("start.tell");
    await reporting.press("next");
    await page.getByRole("radio", { name: t("track.talk") }).check();
    await reporting.press("next");
    await reporting.shows("advisers.title");
    await expect(page.getByText(t("advisers.absent", { day }))).toBeVisible();
    await expect(page.getByText(t("advisers.deputy", { name: "Robin" }))).toBeVisible();
    await reporting.open(organisation.link, NAME);
    const what = "Sam is er niet, dus schrijf ik u.";
    await reporting.report({ about: "talk", advisers: ["Robin"], what });
    await (await organisation.adviser("Robin")).threadWith(what);
  });

  await test.step("back: nobody is told of an absence any more", async () => {
    await inbox.open(before);
    await inbox.reply("Ik lees dit ook als ik weg ben.");
    await settings.open("profile");
    await joining.press("joining.preview.absence.until", { day });
    await joining.press("joining.absence.none");
    await joining.shows("joining.preview.title.renew");
    await askAndSign();
    await inbox.look();
    await expect(device.getByText(t("caution.absent", { organisation: NAME, day }))).toHaveCount(0);
    await reporting.open(organisation.link, NAME);
    await conversation.open(code);
    await expect(conversation.letter("Sam", "ook als ik weg ben")).toBeVisible();
    await expect(page.getByText(t("talk.absent", { name: "Sam", day }))).toHaveCount(0);
  });
  people.areFine();
});
