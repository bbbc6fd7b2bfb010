/** The daily work of an adviser: finding, sorting, files, what is typed, what is locked, and what is forgotten. */
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { note, photo } from "../../files.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../environment/organisation.ts";
import { People } from "../../environment/people.ts";

const t = words("nl");
const NAME = "Dagelijks BV";

const page_ = {
  name: "pagina.html",
  mimeType: "text/html",
  buffer: Buffer.from("<h1>Kop in een bijlage</h1><script>document.title = 'uitgevoerd'</script>"),
};
const paper = { name: "stuk.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };

test("search, labels, notes, mute, filters, files, drafts, forgetting", async ({ page, browser, environment }) => {
  const { server, folder } = environment;
  const organisation = await Organisation.found(server, folder, "dagelijks", ["Sam"], NAME);
  const people = new People(browser, server.origin);
  const { page: device } = await people.somebody();
  const saves = await Saves.of(device);
  const inbox = new InboxPage(device, t);
  const keys = organisation.keys("Sam");
  await new Joining(device, t).addDevice(server.origin, keys);

  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const [files, planning] = ["Zie wat ik meestuur.", "Het rooster deugt niet."];
  const codes = new Map<string, string>();
  for (const what of [files, planning]) {
    await reporting.open(organisation.link, NAME);
    const sent = what === files ? { files: [photo, paper, page_, note] } : {};
    codes.set(what, await reporting.report({ about: "conduct", advisers: ["Sam"], what, ...sent }));
    await reporting.press("receipt.done");
  }

  await test.step("what is new, whose turn it is, what is due, what is closed", async () => {
    await inbox.comes(files);
    await inbox.comes(planning);
    await inbox.has("new", [files, planning]);
    await inbox.has("due", [files, planning]);
    await inbox.row(files).click();
    await inbox.press("back");
    await inbox.has("new", [planning]);
    await inbox.has("me", [files]);
    await inbox.row(files).click();
    await inbox.reply("Dank u, ik bekijk het.");
    await inbox.press("back");
    await inbox.has("me", []);
    await inbox.has("melder", ["Dank u, ik bekijk het."]);
    await inbox.has("due", [planning]);
    await inbox.has("new", [planning]);
    await inbox.row(planning).click();
    await inbox.action("closing");
    await inbox.field("action.words").fill("Het rooster is nu beter.");
    await inbox.press("action.closing.send");
    await inbox.isOut("Het rooster is nu beter.");
    await inbox.press("back");
    await inbox.has("closed", ["Het rooster is nu beter."]);
    await inbox.has("open", ["Dank u, ik bekijk het."]);
  });

  await test.step("a picture is shown; everything else is only saved, whatever it calls itself", async () => {
    await inbox.row("Dank u, ik bekijk het.").click();
    const picture = device.getByRole("article").filter({ hasText: ".png" });
    await picture.getByRole("button", { name: t("letter.attachment.open") }).click();
    const drawn = picture.getByRole("img");
    await expect(drawn).toBeVisible();
    expect(await drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(32);
    for (const { name, buffer } of [paper, page_, note]) {
      const letter = device.getByRole("article").filter({ hasText: name });
      await letter.getByRole("button", { name: t("letter.attachment.open") }).click();
      const link = letter.getByRole("link", { name: t("letter.attachment.save") });
      await expect(link).toHaveAttribute("download", name);
      await expect(letter.locator("img, iframe, object, embed")).toHaveCount(0);
      expect(await saves.last()).toBe(buffer.toString());
      expect(await saves.lastType()).toBe("application/octet-stream");
    }
    await expect(device.getByText("Kop in een bijlage")).toHaveCount(0);
    await expect(device).not.toHaveTitle("uitgevoerd");
  });

  await test.step("a note and a label are for the adviser alone, and found", async () => {
    await inbox.keepNote("Collega van de nachtploeg.");
    await device.locator("summary", { hasText: t("own.labels") }).click();
    await inbox.field("own.label.new").fill("magazijn");
    await inbox.press("own.label.add");
    await expect(inbox.button("own.label.remove", { label: "magazijn" })).toBeVisible();
    await inbox.press("back");
    await expect(inbox.row("Dank u")).toContainText("magazijn");
    for (const [sought, found, other] of [
      ["ROOSTER DEUGT", "Het rooster is nu beter.", "Dank u"],
      ["nachtploeg", "Dank u", "Het rooster"],
      ["magazijn", "Dank u", "Het rooster"],
    ] as const) {
      await inbox.field("inbox.search").fill(sought);
      await expect(inbox.row(other)).toHaveCount(0);
      await expect(inbox.row(found)).toBeVisible();
    }
    await inbox.field("inbox.search").fill("staat nergens");
    await expect(device.getByText(t("inbox.found.none"))).toBeVisible();
    await inbox.field("inbox.search").fill("");
    await reporting.open(organisation.link, NAME);
    await conversation.open(codes.get(files) ?? "");
    await expect(conversation.letter("Sam", "ik bekijk het")).toBeVisible();
    for (const own of ["nachtploeg", "magazijn"]) await expect(page.getByText(own)).toHaveCount(0);
  });

  await test.step("what is muted is out of sight, until it is not any more", async () => {
    await inbox.row("Dank u").click();
    await device.locator("summary", { hasText: t("own.more") }).click();
    await inbox.press("own.mute");
    await expect(inbox.button("own.unmute")).toBeVisible();
    await inbox.press("back");
    await inbox.has("open", []);
    await inbox.has("muted", ["Dank u"]);
    await inbox.row("Dank u").click();
    await device.locator("summary", { hasText: t("own.more") }).click();
    await inbox.press("own.unmute");
    await expect(inbox.button("own.mute")).toBeVisible();
  });

  const second = new InboxPage((await people.somebody()).page, t);
  await test.step("what was being typed is there after the lock, and on another device", async () => {
    await inbox.field("reply.label").fill("Hier was ik gebleven");
    await inbox.lock();
    await inbox.unlock(keys.passphrase);
    await expect(inbox.row("Dank u")).toContainText(t("inbox.draft"));
    await inbox.row("Dank u").click();
    await expect(inbox.field("reply.label")).toHaveValue("Hier was ik gebleven");
    await inbox.look();
    await new Joining(second.page, t).addDevice(server.origin, keys);
    await second.row("Dank u").click();
    await expect(second.field("reply.label")).toHaveValue("Hier was ik gebleven");
  });

  await test.step("a thread is forgotten on all devices, once it was confirmed", async () => {
    await device.locator("summary", { hasText: t("own.more") }).click();
    await inbox.press("own.forget");
    await inbox.shows("forget.title");
    await inbox.press("forget.do");
    await expect(device.getByRole("button", { name: t("action.sure.missing") })).toBeVisible();
    await device.getByRole("checkbox", { name: t("forget.sure") }).check();
    await inbox.press("forget.do");
    await inbox.shows("inbox.title");
    await expect(inbox.row("Dank u")).toHaveCount(0);
    await inbox.look();
    await second.look();
    await expect(second.row("Dank u")).toHaveCount(0);
    // it was open there
    await second.shows("inbox.title");
    await inbox.field("inbox.search").fill("nachtploeg");
    await expect(device.getByText(t("inbox.found.none"))).toBeVisible();
    // the melder keeps what was got
    await conversation.press("talk.refresh");
    await expect(conversation.letter("Sam", "ik bekijk het")).toBeVisible();
  });
  people.areFine();
});

test("locked after a while without a touch; and said when nobody has looked for days", async ({
  page,
  environment,
}) => {
  const { server, organisation } = environment;
  await page.clock.install();
  const inbox = new InboxPage(page, t);
  const keys = organisation.keys("Sam");
  await new Joining(page, t).addDevice(server.origin, keys);
  await inbox.look();
  const away = t("caution.away_other", { count: 6, organisation: "Voorbeeld BV" });
  await expect(page.getByText(away)).toHaveCount(0);

  // a quarter of an hour, and a minute before it a warning
  await page.clock.fastForward("14:10");
  await expect(page.getByText(t("frame.lock.soon"))).toBeVisible();
  await inbox.shows("inbox.title");
  await page.mouse.move(20, 20);
  await page.mouse.move(40, 40);
  await expect(page.getByText(t("frame.lock.soon"))).toHaveCount(0);
  await page.clock.fastForward("14:10");
  await inbox.shows("inbox.title");
  await page.clock.fastForward("01:00");
  await inbox.shows("unlock.title");
  await expect(page.getByText(t("inbox.title"))).toHaveCount(0);

  await page.clock.fastForward(6 * 86_400_000);
  await inbox.unlock(keys.passphrase);
  await expect(page.getByText(away)).toBeVisible();
});
