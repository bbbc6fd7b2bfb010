/** The daily work of an adviser: finding, sorting, files, what is typed, what is locked, and what is forgotten. */
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { note, photo } from "../../files.ts";
import { Saves } from "../../saves.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../world/organisation.ts";
import { People } from "../../world/people.ts";

const t = words("nl");
const NAME = "Dagelijks BV";

const page_ = {
  name: "pagina.html",
  mimeType: "text/html",
  buffer: Buffer.from("<h1>Kop in een bijlage</h1><script>document.title = 'uitgevoerd'</script>"),
};
const paper = { name: "stuk.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };

test("search, labels, notes, mute, filters, files, drafts, forgetting", async ({ page, browser, world }) => {
  const { server, folder } = world;
  const organisation = await Organisation.found(server, folder, "dagelijks", ["Sam"], NAME);
  const people = new People(browser, server.origin);
  const { page: device } = await people.somebody();
  const saves = await Saves.of(device);
  const desk = new Desk(device, t);
  const keys = organisation.keys("Sam");
  await new Joining(device, t).addDevice(server.origin, keys);

  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  const [files, planning] = ["Zie wat ik meestuur.", "Het rooster deugt niet."];
  const codes = new Map<string, string>();
  for (const what of [files, planning]) {
    await telling.open(organisation.link, NAME);
    const sent = what === files ? { files: [photo, paper, page_, note] } : {};
    codes.set(what, await telling.report({ about: "conduct", advisers: ["Sam"], what, ...sent }));
    await telling.press("receipt.done");
  }

  await test.step("what is new, whose turn it is, what is due, what is closed", async () => {
    await desk.comes(files);
    await desk.comes(planning);
    await desk.has("new", [files, planning]);
    await desk.has("due", [files, planning]);
    await desk.row(files).click();
    await desk.press("back");
    await desk.has("new", [planning]);
    await desk.has("me", [files]);
    await desk.row(files).click();
    await desk.reply("Dank u, ik bekijk het.");
    await desk.press("back");
    await desk.has("me", []);
    await desk.has("melder", ["Dank u, ik bekijk het."]);
    await desk.has("due", [planning]);
    await desk.has("new", [planning]);
    await desk.row(planning).click();
    await desk.step("closing");
    await desk.field("step.words").fill("Het rooster is nu beter.");
    await desk.press("step.closing.send");
    await desk.isOut("Het rooster is nu beter.");
    await desk.press("back");
    await desk.has("closed", ["Het rooster is nu beter."]);
    await desk.has("open", ["Dank u, ik bekijk het."]);
  });

  await test.step("a picture is shown; everything else is only saved, whatever it calls itself", async () => {
    await desk.row("Dank u, ik bekijk het.").click();
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
    await desk.keepNote("Collega van de nachtploeg.");
    await device.locator("summary", { hasText: t("own.labels") }).click();
    await desk.field("own.label.new").fill("magazijn");
    await desk.press("own.label.add");
    await expect(desk.button("own.label.remove", { label: "magazijn" })).toBeVisible();
    await desk.press("back");
    await expect(desk.row("Dank u")).toContainText("magazijn");
    for (const [sought, found, other] of [
      ["ROOSTER DEUGT", "Het rooster is nu beter.", "Dank u"],
      ["nachtploeg", "Dank u", "Het rooster"],
      ["magazijn", "Dank u", "Het rooster"],
    ] as const) {
      await desk.field("inbox.search").fill(sought);
      await expect(desk.row(other)).toHaveCount(0);
      await expect(desk.row(found)).toBeVisible();
    }
    await desk.field("inbox.search").fill("staat nergens");
    await expect(device.getByText(t("inbox.found.none"))).toBeVisible();
    await desk.field("inbox.search").fill("");
    await telling.open(organisation.link, NAME);
    await talking.open(codes.get(files) ?? "");
    await expect(talking.letter("Sam", "ik bekijk het")).toBeVisible();
    for (const own of ["nachtploeg", "magazijn"]) await expect(page.getByText(own)).toHaveCount(0);
  });

  await test.step("what is muted is out of sight, until it is not any more", async () => {
    await desk.row("Dank u").click();
    await device.locator("summary", { hasText: t("own.more") }).click();
    await desk.press("own.mute");
    await expect(desk.button("own.unmute")).toBeVisible();
    await desk.press("back");
    await desk.has("open", []);
    await desk.has("muted", ["Dank u"]);
    await desk.row("Dank u").click();
    await device.locator("summary", { hasText: t("own.more") }).click();
    await desk.press("own.unmute");
    await expect(desk.button("own.mute")).toBeVisible();
  });

  const second = new Desk((await people.somebody()).page, t);
  await test.step("what was being typed is there after the lock, and on another device", async () => {
    await desk.field("reply.label").fill("Hier was ik gebleven");
    await desk.lock();
    await desk.unlock(keys.passphrase);
    await expect(desk.row("Dank u")).toContainText(t("inbox.draft"));
    await desk.row("Dank u").click();
    await expect(desk.field("reply.label")).toHaveValue("Hier was ik gebleven");
    await desk.look();
    await new Joining(second.page, t).addDevice(server.origin, keys);
    await second.row("Dank u").click();
    await expect(second.field("reply.label")).toHaveValue("Hier was ik gebleven");
  });

  await test.step("a thread is forgotten on all devices, once it was confirmed", async () => {
    await device.locator("summary", { hasText: t("own.more") }).click();
    await desk.press("own.forget");
    await desk.shows("forget.title");
    await desk.press("forget.do");
    await expect(device.getByRole("button", { name: t("step.sure.missing") })).toBeVisible();
    await device.getByRole("checkbox", { name: t("forget.sure") }).check();
    await desk.press("forget.do");
    await desk.shows("inbox.title");
    await expect(desk.row("Dank u")).toHaveCount(0);
    await desk.look();
    await second.look();
    await expect(second.row("Dank u")).toHaveCount(0);
    // it was open there
    await second.shows("inbox.title");
    await desk.field("inbox.search").fill("nachtploeg");
    await expect(device.getByText(t("inbox.found.none"))).toBeVisible();
    // the melder keeps what was got
    await talking.press("talk.refresh");
    await expect(talking.letter("Sam", "ik bekijk het")).toBeVisible();
  });
  people.areFine();
});

test("locked after a while without a touch; and said when nobody has looked for days", async ({ page, world }) => {
  const { server, organisation } = world;
  await page.clock.install();
  const desk = new Desk(page, t);
  const keys = organisation.keys("Sam");
  await new Joining(page, t).addDevice(server.origin, keys);
  await desk.look();
  const away = t("caution.away_other", { count: 6, organisation: "Voorbeeld BV" });
  await expect(page.getByText(away)).toHaveCount(0);

  // a quarter of an hour, and a minute before it a warning
  await page.clock.fastForward("14:10");
  await expect(page.getByText(t("frame.lock.soon"))).toBeVisible();
  await desk.shows("inbox.title");
  await page.mouse.move(20, 20);
  await page.mouse.move(40, 40);
  await expect(page.getByText(t("frame.lock.soon"))).toHaveCount(0);
  await page.clock.fastForward("14:10");
  await desk.shows("inbox.title");
  await page.clock.fastForward("01:00");
  await desk.shows("unlock.title");
  await expect(page.getByText(t("inbox.title"))).toHaveCount(0);

  await page.clock.fastForward(6 * 86_400_000);
  await desk.unlock(keys.passphrase);
  await expect(page.getByText(away)).toBeVisible();
});
