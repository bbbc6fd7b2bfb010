/** What an adviser asks comes to the melder, who answers or doesn't, and can come back on it. */
import { Talking } from "../screens/talking.ts";
import { Telling } from "../screens/telling.ts";
import { words } from "../screens/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");

for (const withConversation of [true, false]) {
  const how = withConversation ? "with the conversation so far" : "with nothing but new words";
  test(`a handover, agreed to ${how}`, async ({ page, world }) => {
    const { organisation } = world;
    const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
    const what = `Dit las alleen Sam, ${how}.`;
    await telling.open(organisation.link);
    const code = await telling.report({ about: "conduct", advisers: ["Sam"], what });
    const { thread } = await organisation.threadWith("Sam", what);
    const asked = "Robin kent deze afdeling beter dan ik.";
    await organisation.reply("Sam", thread, asked, { handOverTo: "Robin" });

    await telling.open(organisation.link);
    await talking.open(code);
    const letter = talking.letter("Sam", asked);
    await expect(letter.getByRole("heading", { name: t("kind.handover") })).toBeVisible();
    await letter.getByRole("button", { name: t("kind.handover.yes", { name: "Robin" }) }).click();
    await talking.shows("another.title");
    await expect(page.getByText(t("another.lead.handover", { name: "Sam", successor: "Robin" }))).toBeVisible();
    await expect(page.getByRole("radio", { name: "Robin" })).toBeChecked();
    if (withConversation) await page.getByRole("checkbox", { name: t("another.with") }).check();
    await page.getByRole("textbox", { name: t("another.text") }).fill(`Sam wees mij naar u, ${how}.`);
    await talking.press("write.send");
    await talking.shows("talk.title");
    await expect(page.getByText(t("another.sent", { names: "Robin" })).first()).toBeVisible();
    await expect(talking.letter("Robin", "Sam wees mij naar u")).toBeVisible();
    // it was answered: it isn't asked again
    await expect(talking.letter("Sam", asked).getByRole("button")).toHaveCount(0);

    const theirs = await organisation.threadWith("Robin", `Sam wees mij naar u, ${how}.`);
    const all = theirs.letters.map(({ text }) => text).join("\n");
    expect(all.includes(what)).toBe(withConversation);
    expect(all.includes(asked)).toBe(withConversation);
    // the first one hears that it was agreed to, and nothing of what was said
    const own = (await organisation.inbox("Sam", true)).find((other) => other.thread === thread);
    expect(own?.letters.at(-1)).toMatchObject({ from: "melder", kind: "handover" });
    expect(own?.letters.map(({ text }) => text).join("\n")).not.toContain("Sam wees mij naar u");
  });
}
