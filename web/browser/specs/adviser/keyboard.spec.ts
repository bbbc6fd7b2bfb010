/** An adviser with the keyboard alone: joining, reading, answering, settings, locking. */
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { photo } from "../../files.ts";
import { Keyboard } from "../../keyboard.ts";
import { Saves } from "../../saves.ts";
import { type Key, words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { Melder } from "../../environment/melder.ts";
import { Organisation } from "../../environment/organisation.ts";

const t = words("nl");
const NAME = "Stichting Toets";

test("from the invitation to a locked vault", async ({ page, environment }) => {
  const keyboard = new Keyboard(page);
  const headed = () => keyboard.beginsAtHeading();
  const [joining, inbox] = [new Joining(page, t, headed), new InboxPage(page, t, headed)];
  const press = (key: Key) => keyboard.press(joining.button(key));
  const fields = page.getByRole("textbox");
  const tickAll = async () => {
    for (const box of await page.getByRole("checkbox").all()) {
      if (!(await box.isChecked())) await keyboard.press(box, "Space");
    }
  };
  const typeBack = async (kind: "word" | "group", parts: readonly string[]) => {
    await joining.shows("joining.back.title");
    for (const [at, part] of parts.entries()) {
      const field = page.getByRole("textbox", { name: t(`joining.back.${kind}`, { number: at + 1 }) });
      if (await field.isVisible()) await keyboard.type(field, part);
    }
    await press("next");
  };
  let passphrase = "";
  const saves = await Saves.of(page);
  // one of its own: the command line signs no photo into the server, and other tests' melders would miss it
  const organisation = await Organisation.found(environment.server, environment.folder, "toetsen", ["Sam"], NAME);
  const { link } = organisation;
  await page.goto(`${environment.server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`);

  await test.step("an adviser joins", async () => {
    await joining.shows("joining.invited.title", { organisation: NAME });
    await press("joining.begin");
    await joining.shows("joining.name.title");
    await keyboard.type(fields, "Toets");
    // a group of radio buttons is one stop, and arrows lead from one to the next
    await keyboard.to(page.getByRole("radio", { name: t("joining.position.internal") }));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: t("joining.position.external") })).toBeChecked();
    await press("next");
    await joining.shows("joining.tasks.title");
    await tickAll();
    await press("next");
    await joining.shows("joining.about.title");
    await keyboard.type(fields.first(), "Ik heb alleen een toetsenbord.");
    await press("next");
    await joining.shows("joining.photo.title");
    await keyboard.choose(joining.button("joining.photo.choose"), photo);
    await joining.shows("joining.photo.cut.title");
    await keyboard.to(page.getByRole("slider").first());
    await press("joining.photo.keep");
    await joining.shows("joining.photo.title");
    await press("next");
    await joining.shows("joining.preview.title");
    await press("next");
    await joining.shows("joining.independence.title");
    await tickAll();
    await press("next");
    await joining.shows("joining.vault.title");
    await press("joining.vault.begin");
    await joining.shows("joining.passphrase.title");
    const list = page.getByRole("list", { name: t("joining.passphrase.label") }).getByRole("listitem");
    await expect(list).toHaveCount(6);
    passphrase = (await list.allInnerTexts()).map((word) => word.trim()).join(" ");
    await press("joining.written");
    await typeBack("word", passphrase.split(" "));
    await joining.shows("joining.code.title");
    const code = await page.getByRole("group", { name: t("joining.code.label") }).innerText();
    await press("joining.code.saved");
    await typeBack("group", code.split("-"));
    await joining.shows("joining.request.title", { organisation: NAME });
    await press("joining.request.save");
    await organisation.sign(await saves.last());
    await press("joining.waiting.look");
    await joining.shows("joining.waiting.done");
    await press("joining.to.inbox");
    await joining.shows("inbox.title");
  });

  await test.step("a letter is read and answered, and the focus is where it was left", async () => {
    const what = "Wie leest dit zonder muis?";
    const now = joining.button("sync.now");
    await press("sync.now");
    await expect(now).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: t("sync.just") })).toBeAttached();
    await (await Melder.with(link)).report("Toets", what);
    await expect(async () => {
      await page.keyboard.press("Enter");
      await expect(now).toBeFocused();
      await expect(inbox.row(what)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 120_000 });
    await keyboard.press(inbox.row(what));
    await expect(inbox.letter(what)).toBeVisible();
    await keyboard.beginsAtHeading();
    await keyboard.type(inbox.field("reply.label"), "Ik.");
    await press("reply.send");
    await inbox.isOut("Ik.");
    await expect(joining.button("reply.send")).toBeFocused();
    await keyboard.press(page.locator("summary", { hasText: t("next.title") }));
    await press("action.question");
    await inbox.shows("action.question");
    await keyboard.type(inbox.field("action.words"), "Hoe gaat het?");
    await press("action.send");
    await inbox.isOut("Hoe gaat het?");
    await keyboard.beginsAtHeading();
    await keyboard.press(page.locator("summary", { hasText: t("own.labels") }));
    await keyboard.type(inbox.field("own.label.new"), "toets");
    await page.keyboard.press("Enter");
    const label = page.getByRole("button", { name: t("own.label.remove", { label: "toets" }) });
    await keyboard.press(label);
    await expect(label).toHaveCount(0);
    await expect(inbox.field("own.label.new")).toBeFocused();
    await keyboard.goesAround();
    await keyboard.to(joining.button("back"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(inbox.row("Hoe gaat het?")).toBeFocused();
  });

  await test.step("what is narrowed, set and locked", async () => {
    await keyboard.press(page.getByRole("button", { name: new RegExp(`^${t("inbox.filter.closed")}`) }));
    await expect(page.getByText(t("inbox.empty.closed"))).toBeVisible();
    await press("colleagues.title");
    await joining.shows("colleagues.title");
    await press("back");
    await keyboard.beginsAtHeading();
    await press("frame.settings");
    await joining.shows("joining.settings.title");
    await keyboard.press(page.getByRole("button", { name: t("joining.settings.idle") }));
    await joining.shows("joining.idle.title");
    await keyboard.to(page.getByRole("radio", { checked: true }));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { checked: true })).toBeFocused();
    await press("joining.done");
    await joining.shows("joining.settings.title");
    await press("skip");
    await keyboard.beginsAtHeading();
    await press("frame.lock");
    await joining.shows("unlock.title");
    await keyboard.type(inbox.field("unlock.passphrase"), passphrase);
    await page.keyboard.press("Enter");
    await joining.shows("inbox.title");
    await page.keyboard.press("Control+Shift+L");
    await joining.shows("unlock.title");
  });
});
