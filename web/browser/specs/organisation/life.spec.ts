/** The whole life of an organisation, in browsers alone: two advisers, three melders. */
import { Board } from "../../board/board.ts";
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { Saves } from "../../saves.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../world/people.ts";

const t = words("nl");
const NAME = "Stichting Samen";

test("founded, advisers appointed, reports answered, handed over and closed", async ({ browser, world }) => {
  test.slow();
  const { server } = world;
  const people = new People(browser, server.origin);
  const admission = await server.admit("samen");
  const administrator = (await people.somebody()).page;
  const board = new Board(administrator, t);
  const saves = await Saves.of(administrator);
  const founded = await board.found(saves, server.origin, { name: NAME, slug: "samen", admission });

  const advisers = [];
  for (const name of ["Ada", "Bas"]) {
    if (name === "Bas") {
      await board.page.getByRole("button", { name: t("org.advisers.title") }).click();
      await board.shows("org.advisers.title");
    }
    const invitation = await board.invite();
    const { page } = await people.somebody();
    const joining = new Joining(page, t);
    const joined = await joining.join(await Saves.of(page), invitation, NAME, name);
    await board.appoint(name, joined.request, joined.words, founded.root);
    await joining.isAppointed();
    advisers.push({ joined, desk: new Desk(page, t) });
  }
  const [ada, bas] = advisers;
  if (!ada || !bas) throw new Error("there are two");

  const melders = [];
  for (const [what, adviser] of [
    ["Ik word elke dag gepest.", "Ada"],
    ["De kas klopt niet.", "Ada"],
    ["Mag ik met u praten?", "Bas"],
  ] as const) {
    const { page } = await people.somebody();
    const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
    await telling.open(founded.melders, NAME);
    const code = await telling.report({ about: "conduct", advisers: [adviser], what });
    await telling.press("receipt.done");
    melders.push({ talking, code, what });
  }
  const [first, second, third] = melders;
  if (!first || !second || !third) throw new Error("there are three");

  // the first is answered, and gives consent
  await ada.desk.open(first.what);
  await ada.desk.reply("Wat naar. Ik luister.");
  await ada.desk.step("consent");
  await ada.desk.field("step.consent.action").fill("Met de teamleider praten");
  await ada.desk.field("step.consent.readers").fill("de teamleider");
  await ada.desk.field("step.consent.consequences").fill("Het team kan het merken.");
  await ada.desk.press("step.send");
  await ada.desk.isOut("Met de teamleider praten");
  await first.talking.open(first.code);
  await expect(first.talking.letter("Ada", "Ik luister.")).toBeVisible();
  const asked = first.talking.letter("Ada", "Met de teamleider praten");
  await first.talking.answer(asked, "kind.consent-request.yes", "Doe dat maar.");
  await ada.desk.press("back");
  await ada.desk.open("Doe dat maar.");
  await expect(ada.desk.letter("Doe dat maar.")).toContainText(t("letter.consent.yes"));

  // the second goes on with the other adviser
  await ada.desk.press("back");
  await ada.desk.open(second.what);
  await ada.desk.step("handover");
  await ada.desk.page.getByRole("radio", { name: "Bas" }).check();
  await ada.desk.field("step.words").fill("Bas weet meer van geld.");
  await ada.desk.press("step.send");
  await ada.desk.isOut("Bas weet meer van geld.");
  await second.talking.open(second.code);
  await second.talking.press("kind.handover.yes", { name: "Bas" });
  await second.talking.shows("another.title");
  await second.talking.page.getByRole("textbox", { name: t("another.text") }).fill("Ada wees mij naar u.");
  await second.talking.press("write.send");
  await second.talking.shows("talk.title");
  await bas.desk.open("Ada wees mij naar u.");
  await expect(bas.desk.letter(second.what)).toHaveCount(0);

  // the third is closed, and can still write
  await bas.desk.press("back");
  await bas.desk.open(third.what);
  await bas.desk.reply("Natuurlijk.");
  await bas.desk.step("closing");
  await bas.desk.field("step.words").fill("Het ga u goed.");
  await bas.desk.press("step.closing.send");
  await bas.desk.isOut("Het ga u goed.");
  await third.talking.open(third.code);
  await expect(third.talking.letter("Bas", "Het ga u goed.")).toBeVisible();
  await third.talking.write("Nog één ding.");
  await bas.desk.press("back");
  await bas.desk.open("Nog één ding.");
  people.areFine();
});
