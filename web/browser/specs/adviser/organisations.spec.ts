/** An external adviser serves two organisations from one vault and one inbox. */
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
const [FIRST, SECOND] = ["Gemeente Een", "Bureau Twee"] as const;

test("one vault, one inbox, two organisations", async ({ page, browser, environment: { server, folder } }) => {
  const first = await Organisation.found(server, folder, "een", ["Sam"], FIRST);
  const second = await Organisation.found(server, folder, "twee", ["Robin"], SECOND);
  const people = new People(browser, server.origin);
  const { page: device } = await people.somebody();
  const saves = await Saves.of(device);
  const [joining, inbox, settings] = [new Joining(device, t), new InboxPage(device, t), new Settings(device, t)];
  await joining.addDevice(server.origin, first.keys("Sam"));

  await test.step("the second is joined from the app, with the vault that there is", async () => {
    await settings.open("organisations");
    await joining.shows("joining.organisations.title");
    await joining.press("joining.organisations.join");
    await joining.shows("joining.paste.title");
    await device.getByRole("textbox", { name: t("joining.paste.label") }).fill(second.link);
    await joining.press("next");
    await joining.shows("joining.invited.title", { organisation: SECOND });
    await joining.press("joining.begin");
    await joining.tellOfMyself("Sam Extern");
    await joining.press("joining.sign");
    const { request } = await joining.handOver(saves, "joining.request.title", SECOND);
    await second.sign(request);
    await joining.isAppointed();
  });

  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const [here, there] = ["Dit gaat over de gemeente.", "Dit gaat over het bureau."];
  const codes: string[] = [];
  for (const [{ link }, name, adviser, what] of [
    [first, FIRST, "Sam", here],
    [second, SECOND, "Sam Extern", there],
  ] as const) {
    await reporting.open(link, name);
    codes.push(await reporting.report({ about: "talk", advisers: [adviser], what }));
    await reporting.press("receipt.done");
  }
  const [atFirst = "", atSecond = ""] = codes;

  await test.step("both are in one inbox, each with its organisation's name, and can be told apart", async () => {
    await inbox.comes(here);
    await inbox.comes(there);
    await expect(inbox.row(here)).toContainText(FIRST);
    await expect(inbox.row(there)).toContainText(SECOND);
    await inbox.field("inbox.organisation").selectOption({ label: SECOND });
    await expect(inbox.row(here)).toHaveCount(0);
    await expect(inbox.row(there)).toBeVisible();
    await inbox.field("inbox.organisation").selectOption({ label: t("inbox.organisation.all") });
    await expect(inbox.row(here)).toBeVisible();
  });

  await test.step("each is answered, and gets its own answer and no other", async () => {
    for (const [what, said] of [
      [here, "Een woord voor de gemeente."],
      [there, "Een woord voor het bureau."],
    ] as const) {
      await inbox.row(what).click();
      await inbox.reply(said);
      await inbox.press("back");
    }
    for (const [{ link }, name, adviser, code, said] of [
      [first, FIRST, "Sam", atFirst, "Een woord voor de gemeente."],
      [second, SECOND, "Sam Extern", atSecond, "Een woord voor het bureau."],
    ] as const) {
      await reporting.open(link, name);
      await conversation.open(code);
      await expect(conversation.letter(adviser, said)).toHaveCount(1);
      await expect(conversation.with(adviser).getByRole("article")).toHaveCount(2);
    }
  });

  await test.step("dismissed by the one that keeps the vault: told so, and what is there can be read", async () => {
    await first.dismiss("Sam");
    await inbox.look();
    await expect(device.getByText(t("caution.removed", { organisation: FIRST }))).toBeVisible();
    await inbox.row("Een woord voor de gemeente.").click();
    await expect(inbox.letter(here)).toBeVisible();
    await expect(device.getByText(t("thread.removed", { organisation: FIRST }))).toBeVisible();
    await expect(inbox.field("reply.label")).toHaveCount(0);
    await inbox.press("back");
    await reporting.open(first.link, FIRST);
    await conversation.open(atFirst);
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await expect(conversation.letter("Sam", "Een woord voor de gemeente.")).toBeVisible();
  });

  await test.step("the other keeps the vault from now on, and goes on", async () => {
    await reporting.open(second.link, SECOND);
    await conversation.open(atSecond);
    await conversation.write("Nog iets over het bureau.");
    await expect(device.getByText(t("caution.vault", { organisation: FIRST }))).toBeVisible();
    await inbox.press("caution.vault.move");
    await settings.shows("joining.move.title");
    const { passphrase, keyCode: former } = first.keys("Sam");
    await settings.confirm(passphrase, "joining.move.do");
    await settings.shows("joining.devices.code");
    const keyCode = await settings.code();
    expect(keyCode).not.toBe(former);
    await settings.press("joining.code.saved");
    await joining.typeBack("group", keyCode.split("-"));
    await inbox.open("Nog iets over het bureau.");
    await expect(device.getByText(t("caution.vault", { organisation: FIRST }))).toHaveCount(0);
    await inbox.reply("Het bureau gaat gewoon door.");
    await conversation.press("talk.refresh");
    await expect(conversation.letter("Sam Extern", "Het bureau gaat gewoon door.")).toBeVisible();

    const { page: added } = await people.somebody();
    await new Joining(added, t).addDevice(server.origin, { link: second.link, passphrase, keyCode });
    for (const said of ["Een woord voor de gemeente.", "Het bureau gaat gewoon door."]) {
      await expect(new InboxPage(added, t).row(said)).toBeVisible();
    }
  });
  people.areFine();
});
