/** What an adviser asks comes to the melder, who answers or doesn't, and can come back on it. */
import type { ThreadWhole } from "../../../sdk/src/adviser/inbox-view.js";
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");

/** All that is said in a conversation. */
function wordsOf({ letters }: ThreadWhole): string {
  return letters.map(({ body }) => ("text" in body ? body.text : "")).join("\n");
}

/** 1 June 2027, which the adviser proposes: a day as the protocol counts it. */
const PROPOSED = Date.UTC(2027, 5, 1) / 86_400_000;

test("consent, a question and an appointment are answered, and a yes is taken back", async ({ page, environment }) => {
  const { organisation } = environment;
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const what = "Ik weet niet wat ik wil.";
  await reporting.open(organisation.link);
  const code = await reporting.report({ about: "conduct", advisers: ["Sam"], what });
  const sam = await organisation.adviser("Sam");
  const { id } = await sam.threadWith(what);
  const consent = {
    kind: "consent_request",
    readers: ["de directeur"],
    consequences: "Zij zal het navragen.",
  } as const;
  await sam.adviser.write(id, { ...consent, action: "Met de directeur praten." });
  await sam.adviser.write(id, { ...consent, action: "Het rooster opvragen." });
  await sam.adviser.write(id, { kind: "question", text: "Sinds wanneer speelt dit?" });
  const appointment = { kind: "appointment", on: PROPOSED, time: "10:30", place: "Bibliotheek" } as const;
  await sam.adviser.write(id, { ...appointment, text: "Zullen we elkaar zien?" });
  await sam.adviser.write(id, { ...appointment, text: "Of liever bellen?" });
  await sam.adviser.sync();
  expect(sam.adviser.thread(id).open).toEqual({ consents: [1, 2], questions: [3], appointments: [4, 5] });

  await reporting.open(organisation.link);
  await conversation.open(code);
  const first = conversation.letter("Sam", "Met de directeur praten.");
  for (const shown of ["de directeur", "Zij zal het navragen."]) {
    await expect(first.getByText(shown, { exact: true })).toBeVisible();
  }
  await expect(conversation.letter("Sam", "Zullen we elkaar zien?")).toContainText("1 juni 2027");
  await conversation.answer(first, "kind.consent-request.yes", "Maar noem mijn naam niet.");
  await expect(first).toContainText(t("kind.answered", { says: t("kind.consent-request.yes") }));
  await expect(first.getByRole("button")).toHaveText([t("kind.consent-request.withdrawn")]);
  await conversation.answer(conversation.letter("Sam", "Het rooster opvragen."), "kind.consent-request.no");
  await conversation.answer(conversation.letter("Sam", "Sinds wanneer"), "kind.question.reply", "Sinds de zomer.");
  await conversation.answer(conversation.letter("Sam", "Zullen we elkaar zien?"), "kind.appointment.yes");
  await conversation.answer(
    conversation.letter("Sam", "Of liever bellen?"),
    "kind.appointment.no",
    "Ik bel niet graag.",
  );

  const yes = await sam.says(id, { kind: "consent_answer", number: 1, consent: "yes" });
  expect(yes.text).toContain("Maar noem mijn naam niet.");
  await sam.says(id, { kind: "consent_answer", number: 2, consent: "no" });
  expect((await sam.says(id, { kind: "answer", number: 3 })).text).toBe("Sinds de zomer.");
  await sam.says(id, { kind: "appointment_answer", number: 4, accepted: true });
  await sam.says(id, { kind: "appointment_answer", number: 5, accepted: false });
  expect(sam.adviser.thread(id).open).toEqual({ questions: [], consents: [], appointments: [] });

  // another day
  await reporting.open(organisation.link);
  await conversation.open(code);
  await expect(first).toContainText(t("kind.answered.earlier"));
  await conversation.answer(first, "kind.consent-request.withdrawn", "Toch maar niet.");
  const back = await sam.says(id, { kind: "consent_answer", number: 1, consent: "withdrawn" });
  expect(back.text).toContain("Toch maar niet.");
});

for (const withConversation of [true, false]) {
  const how = withConversation ? "with the conversation so far" : "with nothing but new words";
  test(`a handover, agreed to ${how}`, async ({ page, environment }) => {
    const { organisation } = environment;
    const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
    const what = `Dit las alleen Sam, ${how}.`;
    await reporting.open(organisation.link);
    const code = await reporting.report({ about: "conduct", advisers: ["Sam"], what });
    const [sam, robin] = [await organisation.adviser("Sam"), await organisation.adviser("Robin")];
    const { id } = await sam.threadWith(what);
    const asked = "Robin kent deze afdeling beter dan ik.";
    await sam.handOver(id, "Robin", asked);

    await reporting.open(organisation.link);
    await conversation.open(code);
    const letter = conversation.letter("Sam", asked);
    await expect(letter.getByRole("heading", { name: t("kind.handover") })).toBeVisible();
    await letter.getByRole("button", { name: t("kind.handover.yes", { name: "Robin" }) }).click();
    await conversation.shows("another.title");
    await expect(page.getByText(t("another.lead.handover", { name: "Sam", successor: "Robin" }))).toBeVisible();
    await expect(page.getByRole("radio", { name: "Robin" })).toBeChecked();
    if (withConversation) await page.getByRole("checkbox", { name: t("another.with") }).check();
    await page.getByRole("textbox", { name: t("another.text") }).fill(`Sam wees mij naar u, ${how}.`);
    await conversation.press("write.send");
    await conversation.shows("talk.title");
    await expect(page.getByText(t("another.sent", { names: "Robin" })).first()).toBeVisible();
    await expect(conversation.letter("Robin", "Sam wees mij naar u")).toBeVisible();
    // it was answered: it isn't asked again
    await expect(conversation.letter("Sam", asked).getByRole("button")).toHaveCount(0);

    const all = wordsOf(await robin.threadWith(`Sam wees mij naar u, ${how}.`));
    expect(all.includes(what)).toBe(withConversation);
    expect(all.includes(asked)).toBe(withConversation);
    // the first one hears that it was agreed to, and nothing of what was said
    await sam.until(() => sam.adviser.thread(id).letters.find(({ own, body }) => !own && body.kind === "handover"));
    expect(wordsOf(sam.adviser.thread(id))).not.toContain("Sam wees mij naar u");
  });
}
