/** The whole life of an organisation, in browsers alone: two advisers, three melders. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../environment/people.ts";

const t = words("nl");
const NAME = "Stichting Samen";

test("founded, advisers appointed, reports answered, handed over and closed", async ({ browser, environment }) => {
  test.slow();
  const { server } = environment;
  const people = new People(browser, server.origin);
  const admission = await server.admit("samen");
  const administrator = (await people.somebody()).page;
  const administration = new AdministratorPage(administrator, t);
  const saves = await Saves.of(administrator);
  const founded = await administration.found(saves, server.origin, { name: NAME, slug: "samen", admission });

  const advisers = [];
  for (const name of ["Ada", "Bas"]) {
    if (name === "Bas") {
      await administration.page.getByRole("button", { name: t("org.advisers.title") }).click();
      await administration.shows("org.advisers.title");
    }
    const invitation = await administration.invite();
    const { page } = await people.somebody();
    const joining = new Joining(page, t);
    const joined = await joining.join(await Saves.of(page), invitation, NAME, name);
    await administration.appoint(name, joined.request, joined.words, founded.root);
    await joining.isAppointed();
    advisers.push({ joined, inbox: new InboxPage(page, t) });
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
    const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
    await reporting.open(founded.melders, NAME);
    const code = await reporting.report({ about: "conduct", advisers: [adviser], what });
    await reporting.press("receipt.done");
    melders.push({ conversation, code, what });
  }
  const [first, second, third] = melders;
  if (!first || !second || !third) throw new Error("there are three");

  // the first is answered, and gives consent
  await ada.inbox.open(first.what);
  await ada.inbox.reply("Wat naar. Ik luister.");
  await ada.inbox.action("consent");
  await ada.inbox.field("action.consent.action").fill("Met de teamleider praten");
  await ada.inbox.field("action.consent.readers").fill("de teamleider");
  await ada.inbox.field("action.consent.consequences").fill("Het team kan het merken.");
  await ada.inbox.press("action.send");
  await ada.inbox.isOut("Met de teamleider praten");
  await first.conversation.open(first.code);
  await expect(first.conversation.letter("Ada", "Ik luister.")).toBeVisible();
  const asked = first.conversation.letter("Ada", "Met de teamleider praten");
  await first.conversation.answer(asked, "kind.consent-request.yes", "Doe dat maar.");
  await ada.inbox.press("back");
  await ada.inbox.open("Doe dat maar.");
  await expect(ada.inbox.letter("Doe dat maar.")).toContainText(t("letter.consent.yes"));

  // the second goes on with the other adviser
  await ada.inbox.press("back");
  await ada.inbox.open(second.what);
  await ada.inbox.action("handover");
  await ada.inbox.page.getByRole("radio", { name: "Bas" }).check();
  await ada.inbox.field("action.words").fill("Bas weet meer van geld.");
  await ada.inbox.press("action.send");
  await ada.inbox.isOut("Bas weet meer van geld.");
  await second.conversation.open(second.code);
  await second.conversation.press("kind.handover.yes", { name: "Bas" });
  await second.conversation.shows("another.title");
  await second.conversation.page.getByRole("textbox", { name: t("another.text") }).fill("Ada wees mij naar u.");
  await second.conversation.press("write.send");
  await second.conversation.shows("talk.title");
  await bas.inbox.open("Ada wees mij naar u.");
  await expect(bas.inbox.letter(second.what)).toHaveCount(0);

  // the third is closed, and can still write
  await bas.inbox.press("back");
  await bas.inbox.open(third.what);
  await bas.inbox.reply("Natuurlijk.");
  await bas.inbox.action("closing");
  await bas.inbox.field("action.words").fill("Het ga u goed.");
  await bas.inbox.press("action.closing.send");
  await bas.inbox.isOut("Het ga u goed.");
  await third.conversation.open(third.code);
  await expect(third.conversation.letter("Bas", "Het ga u goed.")).toBeVisible();
  await third.conversation.write("Nog één ding.");
  await bas.inbox.press("back");
  await bas.inbox.open("Nog één ding.");
  people.areFine();
});
