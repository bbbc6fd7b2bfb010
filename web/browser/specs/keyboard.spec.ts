/** A report with the keyboard alone. */
import { Keyboard } from "../keyboard.ts";
import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { test } from "../test.ts";

const t = words("nl");

test("a report by keyboard", async ({ page, environment }) => {
  const keyboard = new Keyboard(page);
  const reporting = new Reporting(page, t, async () => {
    // the heading has it, so that reading begins there
    if (await reporting.button("back").isVisible()) await keyboard.beginsAtHeading();
  });
  const press = (key: Key) => keyboard.press(reporting.button(key));
  await reporting.open(environment.organisation.link);
  await press("start.tell");
  await reporting.shows("before.title");
  await press("next");
  await reporting.shows("track.title");
  // a group of radio buttons is one stop
  await keyboard.press(page.getByRole("radio", { name: t("track.conduct") }), "Space");
  await press("next");
  await reporting.shows("advisers.title");
  await keyboard.press(reporting.adviser("Robin"), "Space");
  await press("next");
  await reporting.shows("what.title");
  await keyboard.type(page.getByRole("textbox", { name: t("what.title") }), "Alleen met het toetsenbord.");
  await press("next");
  for (const key of ["when.title", "who.title", "categories.title", "wants.title", "files.title"] as const) {
    await reporting.shows(key);
    await press("skip.question");
  }
  await reporting.shows("check.title");
  await press("next");
  await reporting.shows("code.title");
  const groups = (await reporting.code()).split("-");
  await press("code.saved");
  await reporting.shows("confirm.title");
  for (const [at, group] of groups.entries()) {
    const field = page.getByRole("textbox", { name: t("confirm.group", { number: at + 1 }) });
    if (await field.isVisible()) await keyboard.type(field, group.toLowerCase());
  }
  await press("confirm.send");
  await reporting.shows("receipt.title");
  const robin = await environment.organisation.adviser("Robin");
  await robin.threadWith("Alleen met het toetsenbord.");
});
