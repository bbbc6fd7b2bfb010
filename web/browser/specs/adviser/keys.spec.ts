/** What opens a vault: shown again, changed, taken from others, and lost. */
import { Board } from "../../board/board.ts";
import { Desk } from "../../desk/desk.ts";
import { type Handed, type Joined, Joining } from "../../desk/joining.ts";
import { Settings } from "../../desk/settings.ts";
import { Saves } from "../../saves.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../world/organisation.ts";
import { People } from "../../world/people.ts";
import type { World } from "../../world/world.ts";

const t = words("nl");
const NAME = "Stichting Sleutel";

/** An organisation of this test's own, whose list nobody else reads. */
function found({ server, folder }: World, slug: string): Promise<Organisation> {
  return Organisation.found(server, folder, slug, [], NAME);
}

function invitation({ server }: World, { link }: Organisation): string {
  return `${server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`;
}

test("the key code is shown for the passphrase; another passphrase takes its place", async ({ page, world }) => {
  const organisation = await found(world, "sleutel");
  const joining = new Joining(page, t);
  const joined = await joining.join(await Saves.of(page), invitation(world, organisation), NAME, "Ada");
  await organisation.sign(joined.request);
  await joining.isAppointed();

  const settings = new Settings(page, t);
  await settings.open("show-code");
  await settings.confirm("these are not the words", "joining.show-code.show");
  await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
  await settings.confirm(joined.passphrase, "joining.show-code.show");
  expect(await settings.code()).toBe(joined.keyCode);
  await settings.press("joining.done");

  await page.getByRole("button", { name: t("joining.settings.change-passphrase") }).click();
  await settings.shows("joining.change.title");
  const passphrase = await settings.passphrase();
  await settings.press("joining.written");
  await joining.typeBack("word", passphrase.split(" "));
  await settings.shows("joining.change.former");
  await settings.confirm(joined.passphrase, "joining.change.do");
  await settings.shows("joining.settings.title");

  const desk = new Desk(page, t);
  await desk.lock();
  await page.getByLabel(t("unlock.passphrase"), { exact: true }).fill(joined.passphrase);
  await desk.press("unlock.open");
  await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
  await desk.unlock(passphrase);
});

test("a device is shut out, and the adviser goes on with new keys", async ({ page, world, browser }) => {
  const organisation = await found(world, "toestel");
  const people = new People(browser, world.server.origin);
  const saves = await Saves.of(page);
  const [joining, desk] = [new Joining(page, t), new Desk(page, t)];
  const joined = await joining.join(saves, invitation(world, organisation), NAME, "Ada");
  await organisation.sign(joined.request);
  await joining.isAppointed();
  const melder = await writing(people, organisation, "Dit schreef ik aan de oude sleutels.");
  await desk.open(melder.what);
  await desk.reply("Geschreven met de oude sleutels.");

  const keys = { ...joined, link: organisation.link };
  const shutOut = (await people.somebody()).page;
  const [other, otherDesk] = [new Joining(shutOut, t), new Desk(shutOut, t)];
  await other.tryDevice(world.server.origin, { ...keys, passphrase: "wrong words" });
  await other.isTold("joining.device.nothing.title");
  await other.addDevice(world.server.origin, keys);
  await expect(otherDesk.row("Geschreven met de oude sleutels.")).toBeVisible();

  const settings = new Settings(page, t);
  await settings.open("devices");
  await settings.press("joining.devices.begin");
  await settings.confirm(joined.passphrase, "joining.devices.do");
  await settings.shows("joining.devices.code");
  const keyCode = await settings.code();
  expect(keyCode).not.toBe(joined.keyCode);
  await settings.press("joining.code.saved");
  await joining.typeBack("group", keyCode.split("-"));
  const { request, words: twelve } = await joining.handOver(saves, "joining.request.title.renew", NAME);
  expect(twelve).not.toEqual(joined.words);
  await joining.press("joining.to.inbox");

  await test.step("the device is told, gets nothing new, and can still read what it had", async () => {
    await otherDesk.press("sync.now");
    await other.isToldText("failing.changed-elsewhere");
    await otherDesk.row("Geschreven met de oude sleutels.").click();
    await expect(otherDesk.letter(melder.what)).toBeVisible();
  });

  await test.step("until the administrator signs nothing comes in, and that is said; what is written waits", async () => {
    await desk.look();
    await expect(page.getByText(t("caution.asked-again", { organisation: NAME }))).toBeVisible();
    await melder.open();
    await melder.talking.write("Kunt u dit nog lezen?");
  });

  await test.step("the administrator sees whose place is taken before signing it", async () => {
    await signs(people, organisation, { request, words: twelve });
    await desk.look();
    await expect(page.getByText(t("caution.asked-again", { organisation: NAME }))).toHaveCount(0);
  });

  await test.step("what was written is read as before; the melder goes on with the new keys", async () => {
    await desk.open("Kunt u dit nog lezen?");
    await expect(desk.letter(melder.what)).toBeVisible();
    await desk.press("back");
    await melder.goesOn("Geschreven met de oude sleutels.", "Dit gaat naar de nieuwe sleutels.");
    await desk.open("Dit gaat naar de nieuwe sleutels.");
    await desk.reply("Ik lees u weer.");
    await melder.open();
    await expect(melder.talking.letter("Ada", "Ik lees u weer.")).toBeVisible();
    await otherDesk.press("sync.now");
    await other.isToldText("failing.changed-elsewhere");
    await expect(otherDesk.row("nieuwe sleutels")).toHaveCount(0);
  });

  await test.step("with the new key code a device is added again", async () => {
    await new Settings(shutOut, t).open("forget-device");
    await shutOut.getByRole("checkbox", { name: t("joining.forget.sure") }).check();
    await other.press("joining.forget.do");
    await other.shows("adviser.title");
    await other.addDevice(world.server.origin, { ...keys, keyCode });
    await expect(otherDesk.row("Ik lees u weer.")).toBeVisible();
  });
  people.areFine();
});

test("whoever has lost the passphrase begins anew, in the place of before", async ({ page, world, browser }) => {
  const organisation = await found(world, "kwijt");
  const people = new People(browser, world.server.origin);
  const saves = await Saves.of(page);
  const [joining, desk] = [new Joining(page, t), new Desk(page, t)];
  const before = await joining.join(saves, invitation(world, organisation), NAME, "Ada");
  await organisation.sign(before.request);
  await joining.isAppointed();
  const melder = await writing(people, organisation, "Dit schreef ik vóór de nieuwe kluis.");
  await desk.open(melder.what);
  await desk.reply("Ik heb u gelezen.");
  await desk.lock();

  await test.step("what is lost is said before it is", async () => {
    await joining.press("unlock.lost");
    await joining.shows("joining.lost.title");
    for (const title of [
      "joining.lost.code.title",
      "joining.lost.passphrase.title",
      "joining.lost.again.title",
    ] as const) {
      await expect(page.getByRole("heading", { name: t(title) })).toBeVisible();
    }
    await joining.press("joining.lost.begin");
    await expect(page.getByRole("button", { name: t("joining.lost.here.missing") })).toBeVisible();
  });

  await page.getByRole("checkbox", { name: t("joining.lost.here") }).check();
  await joining.press("joining.lost.begin");
  await joining.shows("joining.paste.title");
  await page.getByRole("textbox", { name: t("joining.paste.label") }).fill(organisation.link);
  await joining.press("next");
  await joining.shows("joining.invited.title", { organisation: NAME });
  await joining.press("joining.begin");
  await joining.shows("joining.former.title");
  await page.getByRole("radio", { name: "Ada" }).check();
  await joining.press("next");
  const after: Joined = await joining.tell(saves, NAME, "Ada");
  expect(after.words).not.toEqual(before.words);
  await signs(people, organisation, after);
  await joining.isAppointed();

  await test.step("the conversation of before is lost to the adviser, and not to the melder, who goes on", async () => {
    await expect(page.getByText(t("inbox.empty.open"))).toBeVisible();
    await melder.goesOn("Ik heb u gelezen.", "Dit schrijf ik aan de nieuwe kluis.");
    await desk.open("Dit schrijf ik aan de nieuwe kluis.");
    await expect(desk.letter(melder.what)).toHaveCount(0);
    await desk.reply("Welkom terug.");
    await melder.open();
    await expect(melder.talking.letter("Ada", "Welkom terug.")).toBeVisible();
    await desk.lock();
    await desk.wrongPassphrase(before.passphrase);
    await desk.unlock(after.passphrase);
  });
  people.areFine();
});

/** Somebody writes to Ada. */
async function writing(people: People, { link }: Organisation, what: string) {
  const { page } = await people.somebody();
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await telling.open(link, NAME);
  const code = await telling.report({ about: "talk", advisers: ["Ada"], what });
  const open = async () => {
    await telling.open(link, NAME);
    await talking.open(code);
  };
  /** Reads what there was, is told that it ends there, and writes to the Ada of now. */
  const goesOn = async (read: string, text: string) => {
    await open();
    await expect(talking.letter("Ada", read)).toBeVisible();
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await talking.press("talk.another");
    await talking.shows("another.title");
    await page.getByRole("radio", { name: "Ada" }).check();
    await page.getByRole("textbox", { name: t("another.text") }).fill(text);
    await talking.press("write.send");
    await talking.shows("talk.title");
  };
  return { what, talking, open, goesOn };
}

/** The administrator follows the link of a request in whose place it puts another Ada, and signs. */
async function signs(people: People, organisation: Organisation, { request, words: twelve }: Handed): Promise<void> {
  const { page } = await people.somebody();
  const board = new Board(page, t);
  await board.follow("org.request.title", "Ada", request);
  await expect(page.getByText(t("org.request.replaces", { name: "Ada", former: "Ada" }))).toBeVisible();
  await board.take("org.request.take", "Ada", twelve);
  for (const change of ["org.change.dismissed", "org.change.appointed"] as const) {
    await expect(page.getByText(t(change, { name: "Ada" }))).toBeVisible();
  }
  await board.sign(await organisation.key());
}
