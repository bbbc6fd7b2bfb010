/** What opens a vault: shown again, changed, taken from others, and lost. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { InboxPage } from "../../pages/inbox.ts";
import { type Handed, type Joined, Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../environment/organisation.ts";
import { People } from "../../environment/people.ts";
import type { TestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");
const NAME = "Stichting Sleutel";

/** An organisation of this test's own, whose list nobody else reads. */
function found({ server, folder }: TestEnvironment, slug: string): Promise<Organisation> {
  return Organisation.found(server, folder, slug, [], NAME);
}

function invitation({ server }: TestEnvironment, { link }: Organisation): string {
  return `${server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`;
}

test("the key code is shown for the passphrase; another passphrase takes its place", async ({ page, environment }) => {
  const organisation = await found(environment, "sleutel");
  const joining = new Joining(page, t);
  const joined = await joining.join(await Saves.of(page), invitation(environment, organisation), NAME, "Ada");
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

  const inbox = new InboxPage(page, t);
  await inbox.lock();
  await page.getByLabel(t("unlock.passphrase"), { exact: true }).fill(joined.passphrase);
  await inbox.press("unlock.open");
  await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
  await inbox.unlock(passphrase);
});

test("a device is shut out, and the adviser goes on with new keys", async ({ page, environment, browser }) => {
  const organisation = await found(environment, "toestel");
  const people = new People(browser, environment.server.origin);
  const saves = await Saves.of(page);
  const [joining, inbox] = [new Joining(page, t), new InboxPage(page, t)];
  const joined = await joining.join(saves, invitation(environment, organisation), NAME, "Ada");
  await organisation.sign(joined.request);
  await joining.isAppointed();
  const melder = await writing(people, organisation, "Dit schreef ik aan de oude sleutels.");
  await inbox.open(melder.what);
  await inbox.reply("Geschreven met de oude sleutels.");

  const keys = { ...joined, link: organisation.link };
  const shutOut = (await people.somebody()).page;
  const [other, otherDesk] = [new Joining(shutOut, t), new InboxPage(shutOut, t)];
  await other.tryDevice(environment.server.origin, { ...keys, passphrase: "wrong words" });
  await other.isTold("joining.device.nothing.title");
  await other.addDevice(environment.server.origin, keys);
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
    await inbox.look();
    await expect(page.getByText(t("caution.asked-again", { organisation: NAME }))).toBeVisible();
    await melder.open();
    await melder.conversation.write("Kunt u dit nog lezen?");
  });

  await test.step("the administrator sees whose place is taken before signing it", async () => {
    await signs(people, organisation, { request, words: twelve });
    await inbox.look();
    await expect(page.getByText(t("caution.asked-again", { organisation: NAME }))).toHaveCount(0);
  });

  await test.step("what was written is read as before; the melder goes on with the new keys", async () => {
    await inbox.open("Kunt u dit nog lezen?");
    await expect(inbox.letter(melder.what)).toBeVisible();
    await inbox.press("back");
    await melder.goesOn("Geschreven met de oude sleutels.", "Dit gaat naar de nieuwe sleutels.");
    await inbox.open("Dit gaat naar de nieuwe sleutels.");
    await inbox.reply("Ik lees u weer.");
    await melder.open();
    await expect(melder.conversation.letter("Ada", "Ik lees u weer.")).toBeVisible();
    await otherDesk.press("sync.now");
    await other.isToldText("failing.changed-elsewhere");
    await expect(otherDesk.row("nieuwe sleutels")).toHaveCount(0);
  });

  await test.step("with the new key code a device is added again", async () => {
    await new Settings(shutOut, t).open("forget-device");
    await shutOut.getByRole("checkbox", { name: t("joining.forget.sure") }).check();
    await other.press("joining.forget.do");
    await other.shows("adviser.title");
    await other.addDevice(environment.server.origin, { ...keys, keyCode });
    await expect(otherDesk.row("Ik lees u weer.")).toBeVisible();
  });
  people.areFine();
});

test("whoever has lost the passphrase begins anew, in the place of before", async ({ page, environment, browser }) => {
  const organisation = await found(environment, "kwijt");
  const people = new People(browser, environment.server.origin);
  const saves = await Saves.of(page);
  const [joining, inbox] = [new Joining(page, t), new InboxPage(page, t)];
  const before = await joining.join(saves, invitation(environment, organisation), NAME, "Ada");
  await organisation.sign(before.request);
  await joining.isAppointed();
  const melder = await writing(people, organisation, "Dit schreef ik vóór de nieuwe kluis.");
  await inbox.open(melder.what);
  await inbox.reply("Ik heb u gelezen.");
  await inbox.lock();

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
    await inbox.open("Dit schrijf ik aan de nieuwe kluis.");
    await expect(inbox.letter(melder.what)).toHaveCount(0);
    await inbox.reply("Welkom terug.");
    await melder.open();
    await expect(melder.conversation.letter("Ada", "Welkom terug.")).toBeVisible();
    await inbox.lock();
    await inbox.wrongPassphrase(before.passphrase);
    await inbox.unlock(after.passphrase);
  });
  people.areFine();
});

/** Somebody writes to Ada. */
async function writing(people: People, { link }: Organisation, what: string) {
  const { page } = await people.somebody();
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(link, NAME);
  const code = await reporting.report({ about: "talk", advisers: ["Ada"], what });
  const open = async () => {
    await reporting.open(link, NAME);
    await conversation.open(code);
  };
  /** Reads what there was, is told that it ends there, and writes to the Ada of now. */
  const goesOn = async (read: string, text: string) => {
    await open();
    await expect(conversation.letter("Ada", read)).toBeVisible();
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await conversation.press("talk.another");
    await conversation.shows("another.title");
    await page.getByRole("radio", { name: "Ada" }).check();
    await page.getByRole("textbox", { name: t("another.text") }).fill(text);
    await conversation.press("write.send");
    await conversation.shows("talk.title");
  };
  return { what, conversation, open, goesOn };
}

/** The administrator follows the link of a request in whose place it puts another Ada, and signs. */
async function signs(people: People, organisation: Organisation, { request, words: twelve }: Handed): Promise<void> {
  const { page } = await people.somebody();
  const administration = new AdministratorPage(page, t);
  await administration.follow("org.request.title", "Ada", request);
  await expect(page.getByText(t("org.request.replaces", { name: "Ada", former: "Ada" }))).toBeVisible();
  await administration.take("org.request.take", "Ada", twelve);
  for (const change of ["org.change.dismissed", "org.change.appointed"] as const) {
    await expect(page.getByText(t(change, { name: "Ada" }))).toBeVisible();
  }
  await administration.sign(await organisation.key());
}
