/**
 * What a form says is missing or wrong: told at its head with the focus, a key press away from where it is mended, and no hindrance to
 * who mends it. With the keyboard alone.
 */
import type { Locator, Page } from "@playwright/test";

import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");

declare global {
  interface Window {
    /** Milliseconds by which what the page does once it has drawn comes late. */
    late?: number;
  }
}

/** In the page: a device that can be slow to draw. */
function slowToDraw(): void {
  const [frame, timeout] = [requestAnimationFrame.bind(window), setTimeout.bind(window)];
  window.requestAnimationFrame = (draw) => Number(timeout(() => frame(draw), window.late ?? 0));
  window.setTimeout = ((work: () => void, after = 0, ...more: unknown[]) =>
    timeout(work, after + (window.late ?? 0), ...more)) as typeof setTimeout;
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(slowToDraw);
});

/** The box that says what is missing: it has the focus, and its first line leads to `place`. */
async function leadsTo(page: Page, says: string, target: Locator): Promise<void> {
  const box = page.getByRole("alert").filter({ hasText: t("errors.title") });
  await page.keyboard.press("Tab");
  await expect(box.getByRole("button", { name: says, exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(target).toBeFocused();
}

/** What is told goes on being told, however often. Who is quicker than the device draws is not taken back by what it does late. */
async function sendTwice(page: Page, send: Key): Promise<void> {
  await page.evaluate(() => (window.late = 500));
  for (let times = 0; times < 2; times += 1) {
    await page.getByRole("button", { name: t(send), exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: t("errors.title") })).toBeFocused();
  }
}

/** A field that is typed into after an error: it keeps the focus and every letter. */
async function mends(page: Page, send: Key, says: string, field: Locator, typed: string): Promise<void> {
  await sendTwice(page, send);
  await leadsTo(page, says, field);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(new RegExp(escaped(says)));
  await page.keyboard.type(typed);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(typed);
  await page.evaluate(() => (window.late = 0));
}

/** Choices of which one has to be chosen. */
async function chooses(page: Page, send: Key, says: string, choice: Locator): Promise<void> {
  await sendTwice(page, send);
  await leadsTo(page, says, page.locator("fieldset").filter({ has: choice }));
  await page.keyboard.press("Tab");
  await expect(choice).toBeFocused();
  await page.keyboard.press("Space");
  await expect(choice).toBeChecked();
  await page.evaluate(() => (window.late = 0));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

test("the report's own forms", async ({ page, environment }) => {
  const reporting = new Reporting(page, t);
  const box = (key: Key) => page.getByRole("textbox", { name: t(key), exact: true });
  await reporting.open(environment.organisation.link);
  await reporting.press("start.tell");
  await reporting.press("next");
  await reporting.shows("track.title");
  await chooses(page, "next", t("track.missing"), page.getByRole("radio", { name: t("track.conduct") }));
  await reporting.press("next");
  await reporting.shows("advisers.title");
  await chooses(page, "next", t("advisers.missing"), page.getByRole("checkbox").first());
  await reporting.press("next");
  await reporting.shows("what.title");
  await mends(page, "next", t("what.missing"), box("what.title"), "Er was iets.");
  await reporting.press("next");
  for (const title of ["when.title", "who.title", "categories.title", "wants.title", "files.title"] as const) {
    await reporting.shows(title);
    await reporting.press("skip.question");
  }
  await reporting.shows("check.title");
  const code = await reporting.keepCode();
  const groups = code.split("-");
  const asked = page.getByRole("textbox");
  await expect(asked).toHaveCount(2);
  const numbers = await asked.evaluateAll((fields) => fields.map(({ id }) => Number(id.replace("group-", ""))));
  const first = numbers[0] ?? 0;
  const says = t("confirm.wrong", { number: first + 1 });
  await mends(page, "confirm.send", says, asked.first(), groups[first] ?? "");
  await asked.last().focus();
  await page.keyboard.type(groups[numbers[1] ?? 0] ?? "");
  await page.getByRole("button", { name: t("confirm.send"), exact: true }).focus();
  await page.keyboard.press("Enter");
  await reporting.shows("receipt.title");
});

test("coming back, and the conversation's forms", async ({ page, environment }) => {
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(environment.organisation.link);
  const code = await reporting.report({ about: "talk", advisers: ["Sam"], what: "Ik kom terug." });
  await reporting.press("receipt.done");
  await conversation.return();
  const field = page.getByRole("textbox", { name: t("enter.label") });
  const unfinished = "abcd";
  await mends(page, "enter.open", t("enter.code-length", { count: 0 }), field, unfinished);
  await page.keyboard.type(code.slice(unfinished.length));
  await expect(field).toHaveValue(unfinished + code.slice(unfinished.length));
  await field.fill("");
  await page.keyboard.type(code);
  await page.getByRole("button", { name: t("enter.open"), exact: true }).focus();
  await page.keyboard.press("Enter");
  await conversation.shows("talk.title");

  await conversation.press("talk.write");
  await conversation.shows("write.title");
  await mends(
    page,
    "write.send",
    t("write.missing"),
    page.getByRole("textbox", { name: t("write.label") }),
    "Nog iets.",
  );
  await conversation.press("back");
  await conversation.press("talk.another");
  await conversation.shows("another.title");
  await page.getByRole("textbox", { name: t("another.text") }).fill("");
  await chooses(page, "write.send", t("another.missing.who"), page.getByRole("radio", { name: "Robin" }));
  const text = page.getByRole("textbox", { name: t("another.text") });
  await mends(page, "write.send", t("another.missing.text"), text, "Wie weet er meer?");
  await conversation.press("cancel");
  await conversation.press("talk.withdraw");
  await conversation.shows("withdraw.title");
  await chooses(page, "withdraw.do", t("withdraw.missing"), page.getByRole("checkbox", { name: t("withdraw.sure") }));
});
