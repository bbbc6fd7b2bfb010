/** A letter goes round: from a melder's browser to the adviser and back, and is taken back in the end. */
import { photo, shown } from "../files.ts";
import { Saves } from "../saves.ts";
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

test("report, attachment, reply, follow-up, withdrawal", async ({ page, environment }) => {
  const { organisation } = environment;
  const saves = await Saves.of(page);
  const [reporting, conversation] = [new Reporting(page, words("nl")), new Conversation(page, words("nl"))];
  await reporting.open(organisation.link);
  const code = await reporting.report({
    about: "conduct",
    advisers: ["Sam"],
    what: "Het begon in mei. 'Grapjes' — elke dag.\n\nNiemand zegt er iets van.",
    wants: "Dat het stopt.",
    files: [photo],
  });

  const thread = await organisation.threadWith("Sam", "Het begon in mei.");
  const [report, attached] = thread.letters;
  expect(report?.text).toContain("'Grapjes' — elke dag.\n\nNiemand zegt er iets van.");
  expect(report?.content).toMatchObject({ kind: "report", track: "conduct", wants: "Dat het stopt." });
  expect(attached?.kind).toBe("attachment");
  // what the camera wrote into it is gone, what it shows is not
  const photographed = await organisation.attachment("Sam", thread.thread, attached?.n ?? 0);
  expect(shown(photographed)).toEqual(shown(photo.buffer));

  const answer = await organisation.file("antwoord.txt", Buffer.from("Wat u kunt doen."));
  await organisation.reply("Sam", thread.thread, "Dank u. Er gebeurt niets zonder u.", { attachments: [answer] });

  // another day, another visit: nothing but the link and the code
  await reporting.open(organisation.link);
  await conversation.open(code.toLowerCase().replaceAll("-", " "));
  await expect(conversation.letter("Sam", "Er gebeurt niets zonder u.")).toBeVisible();
  await expect(conversation.letter("Sam", "Niemand zegt er iets van.")).toBeVisible();
  const file = conversation.letter("Sam", "antwoord.txt");
  await file.getByRole("button", { name: words("nl")("talk.download") }).click();
  await expect(file.getByRole("link", { name: words("nl")("talk.save") })).toHaveAttribute("download", "antwoord.txt");
  expect(await saves.last()).toBe("Wat u kunt doen.");

  await conversation.write("Gisteren weer.");
  const again = await organisation.threadWith("Sam", "Gisteren weer.");
  expect(again.thread).toBe(thread.thread);

  await conversation.withdraw();
  await reporting.open(organisation.link);
  await conversation.return();
  await conversation.enter(code);
  await conversation.isTold("fault.nothing.title");
});
