/** An external adviser serves two organisations from one vault and one inbox. */
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { Settings } from "../../desk/settings.ts";
import { Saves } from "../../saves.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../world/organisation.ts";
import { People } from "../../world/people.ts";

const t = words("nl");
const [FIRST, SECOND] = ["Gemeente Een", "Bureau Twee"] as const;

test("one vault, one inbox, two organisations", async ({ page, browser, world: { server, folder } }) => {
  const first = await Organisation.found(server, folder, "een", ["Sam"], FIRST);
  const second = await Organisation.found(server, folder, "twee", ["Robin"], SECOND);
  const people = new People(browser, server.origin);
  const { page: device } = await people.somebody();
  const saves = await Saves.of(device);
  const [joining, desk, settings] = [new Joining(device, t), new Desk(device, t), new Settings(device, t)];
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

  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  const [here, there] = ["Dit gaat over de gemeente.", "Dit gaat over het bureau."];
  const codes: string[] = [];
  for (const [{ link }, name, adviser, what] of [
    [first, FIRST, "Sam", here],
    [second, SECOND, "Sam Extern", there],
  ] as const) {
    await telling.open(link, name);
    codes.push(await telling.report({ about: "talk", advisers: [adviser], what }));
    await telling.press("receipt.done");
  }
  const [atFirst = "", atSecond = ""] = codes;

  await test.step("both are in one inbox, each with its organisation's name, and can be told apart", async () => {
    await desk.comes(here);
    await desk.comes(there);
    await expect(desk.row(here)).toContainText(FIRST);
    await expect(desk.row(there)).toContainText(SECOND);
    await desk.field("inbox.organisation").selectOption({ label: SECOND });
    await expect(desk.row(here)).toHaveCount(0);
    await expect(desk.row(there)).toBeVisible();
    await desk.field("inbox.organisation").selectOption({ label: t("inbox.organisation.all") });
    await expect(desk.row(here)).toBeVisible();
  });

  await test.step("each is answered, and gets its own answer and no other", async () => {
    for (const [what, said] of [
      [here, "Een woord voor de gemeente."],
      [there, "Een woord voor het bureau."],
    ] as const) {
      await desk.row(what).click();
      await desk.reply(said);
      await desk.press("back");
    }
    for (const [{ link }, name, adviser, code, said] of [
      [first, FIRST, "Sam", atFirst, "Een woord voor de gemeente."],
      [second, SECOND, "Sam Extern", atSecond, "Een woord voor het bureau."],
    ] as const) {
      await telling.open(link, name);
      await talking.open(code);
      await expect(talking.letter(adviser, said)).toHaveCount(1);
      await expect(talking.with(adviser).getByRole("article")).toHaveCount(2);
    }
  });

  await test.step("dismissed by the one that keeps the vault: told so, and what is there can be read", async () => {
    await first.dismiss("Sam");
    await desk.look();
    await expect(device.getByText(t("caution.removed", { organisation: FIRST }))).toBeVisible();
    await desk.row("Een woord voor de gemeente.").click();
    await expect(desk.letter(here)).toBeVisible();
    await expect(device.getByText(t("thread.removed", { organisation: FIRST }))).toBeVisible();
    await expect(desk.field("reply.label")).toHaveCount(0);
    await desk.press("back");
    await telling.open(first.link, FIRST);
    await talking.open(atFirst);
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await expect(talking.letter("Sam", "Een woord voor de gemeente.")).toBeVisible();
  });

  await test.step("the other keeps the vault from now on, and goes on", async () => {
    await telling.open(second.link, SECOND);
    await talking.open(atSecond);
    await talking.write("Nog iets over het bureau.");
    await expect(device.getByText(t("caution.vault", { organisation: FIRST }))).toBeVisible();
    await desk.press("caution.vault.move");
    await settings.shows("joining.move.title");
    const { passphrase, keyCode: former } = first.keys("Sam");
    await settings.confirm(passphrase, "joining.move.do");
    await settings.shows("joining.devices.code");
    const keyCode = await settings.code();
    expect(keyCode).not.toBe(former);
    await settings.press("joining.code.saved");
    await joining.typeBack("group", keyCode.split("-"));
    await desk.open("Nog iets over het bureau.");
    await expect(device.getByText(t("caution.vault", { organisation: FIRST }))).toHaveCount(0);
    await desk.reply("Het bureau gaat gewoon door.");
    await talking.press("talk.refresh");
    await expect(talking.letter("Sam Extern", "Het bureau gaat gewoon door.")).toBeVisible();

    const { page: added } = await people.somebody();
    await new Joining(added, t).addDevice(server.origin, { link: second.link, passphrase, keyCode });
    for (const said of ["Een woord voor de gemeente.", "Het bureau gaat gewoon door."]) {
      await expect(new Desk(added, t).row(said)).toBeVisible();
    }
  });
  people.areFine();
});
