/** States that no straight way leads through: axe finds nothing in them, and they fit on a small phone with large letters. */
import type { Page } from "@playwright/test";

import type { Body } from "../../../sdk/src/adviser/body.js";
import { note, photo } from "../files.ts";
import { isAccessible } from "../looks/accessible.ts";
import { fitsAtAnySize } from "../looks/fitting.ts";
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { FAILED_CALL } from "../watch.ts";
import { inTestEnvironment } from "../environment/test-environment.ts";

const t = words("nl");

test.use({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

async function look(page: Page, what: string): Promise<void> {
  await isAccessible(page, what);
  await fitsAtAnySize(page, what, false);
}

/** Sends a form that lacks something, and looks at what it says. */
async function lacks(reporting: Reporting, send: Key, what: string): Promise<void> {
  await reporting.press(send);
  await expect(reporting.page.getByRole("alert").filter({ hasText: t("errors.title") })).toBeVisible();
  await look(reporting.page, what);
}

test("what is missing in the report's forms, and files of each kind", async ({ page, environment }) => {
  const reporting = new Reporting(page, t);
  await reporting.open(environment.organisation.link);
  await reporting.press("start.tell");
  for (const fold of await page.locator("summary").all()) await fold.click();
  await look(page, "what is good to know, unfolded");
  await reporting.press("next");
  await reporting.shows("track.title");
  await lacks(reporting, "next", "no track");
  await page.getByRole("radio", { name: t("track.conduct") }).check();
  await reporting.press("next");
  await reporting.shows("advisers.title");
  await lacks(reporting, "next", "no adviser");
  await page.getByRole("checkbox", { name: t("advisers.involved", { name: "Robin" }) }).check();
  await look(page, "an adviser who is involved");
  await reporting.adviser("Sam").check();
  await reporting.press("next");
  await reporting.shows("what.title");
  await lacks(reporting, "next", "nothing told");
  await reporting.question("what.title", "Iets.");
  for (const title of ["when.title", "who.title"] as const) await reporting.question(title);
  await reporting.shows("categories.title");
  await reporting.press("skip.question");
  await reporting.question("wants.title");
  await reporting.shows("files.title");
  const damaged = { name: "kapot.png", mimeType: "image/png", buffer: photo.buffer.subarray(0, 40) };
  await page.locator('input[type="file"]').setInputFiles([photo, note, damaged]);
  await expect(page.getByText(t("files.damaged", { name: damaged.name }), { exact: true }).first()).toBeVisible();
  await look(page, "a file that is cleaned, one to decide on, one that is damaged");
  await reporting.press("next");
  await look(page, "a file that was not decided on");
  await reporting.press("files.keep");
  await look(page, "a file that goes as it is");
  await reporting.press("next");
  await reporting.shows("check.title");
  await reporting.keepCode();
  await lacks(reporting, "confirm.send", "no groups of the code");
});

test("what is missing when coming back, what is answered to, and withdrawn", async ({ page, environment }) => {
  const { organisation } = environment;
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const what = "Alle toestanden.";
  await reporting.open(organisation.link);
  const code = await reporting.report({ about: "conduct", advisers: ["Sam"], what, repliesOnly: true });
  const { thread } = await organisation.threadWith("Sam", what);
  const file = await organisation.file("foto.png", photo.buffer);
  await organisation.reply("Sam", thread, "Zie de foto.", { attachments: [file] });
  await organisation.reply("Sam", thread, "Zal Robin verder gaan?", { handOverTo: "Robin" });
  await reporting.open(organisation.link);
  await conversation.return();
  await lacks(reporting, "enter.open", "no code");
  await page.getByText(t("enter.lost")).click();
  await look(page, "a lost code");
  await conversation.enter(code);
  await conversation.shows("talk.title");
  await look(page, "a request for a handover, own words not kept");
  await page.getByRole("button", { name: t("talk.download") }).click();
  await expect(page.getByRole("img")).toBeVisible();
  await look(page, "a picture that was sent");
  await page.getByRole("button", { name: t("kind.handover.yes", { name: "Robin" }) }).click();
  await conversation.shows("another.title");
  await lacks(reporting, "write.send", "no words to the next adviser");
  await page.getByRole("textbox", { name: t("another.text") }).fill("Dag Robin.");
  await conversation.press("write.send");
  await conversation.shows("talk.title");
  await look(page, "two conversations");
  await conversation.press("talk.write");
  await conversation.shows("write.title");
  await lacks(reporting, "write.send", "nothing written to either");
  await conversation.press("back");
  await conversation.press("talk.withdraw");
  await conversation.shows("withdraw.title");
  await lacks(reporting, "withdraw.do", "not sure");
  await page.getByRole("checkbox", { name: t("withdraw.sure") }).check();
  await conversation.press("withdraw.do");
  await conversation.shows("withdraw.done.title");
  await reporting.open(organisation.link);
  await conversation.return();
  await conversation.enter(code);
  await conversation.isTold("fault.nothing.title");
  await look(page, "nothing under the code");
});

test("letters of every kind, and how they are answered", async ({ page, environment }) => {
  const { organisation } = environment;
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const what = "Van alles wat.";
  await reporting.open(organisation.link);
  const code = await reporting.report({ about: "integrity", advisers: ["Sam"], what });
  const sam = await organisation.device("Sam");
  const { id } = await sam.threadWith(what);
  const [text, on] = ["Een woord van Sam.", Date.UTC(2027, 5, 1) / 86_400_000];
  const letters: readonly Body[] = [
    { kind: "acknowledgement", text },
    { kind: "message", text },
    { kind: "question", text },
    { kind: "consent_request", action: text, readers: ["de directeur", "de raad van toezicht"], consequences: text },
    { kind: "track_change", track: "integrity", warning: text },
    { kind: "feedback", text },
    { kind: "referral", name: "Huis voor Klokkenluiders", text },
    { kind: "appointment", on, time: "10:30", place: "Bibliotheek", text },
    { kind: "aftercare", ask_on: on, text },
    { kind: "reopening", text },
    { kind: "closing", text, ask_on: on },
  ];
  for (const letter of letters) await sam.adviser.write(id, letter);
  await sam.adviser.sync();
  await conversation.press("receipt.done");
  await conversation.open(code);
  await expect(conversation.letter("Sam", text)).toHaveCount(letters.length);
  await look(page, "letters of every kind");
  const asks = conversation.letter("Sam", "de raad van toezicht");
  await asks.getByRole("button", { name: t("kind.consent-request.yes"), exact: true }).click();
  await conversation.shows("write.answer.title");
  await look(page, "an answer to a request for consent");
});

test("connections that break, and a link without its fingerprint", async ({ page, environment, watch }) => {
  watch.expect(FAILED_CALL);
  const { organisation } = environment;
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await page.goto(organisation.link.replace(/#.*/, ""));
  await expect(page.getByRole("heading", { name: t("hidden.title") })).toBeVisible();
  await expect(reporting.button("start.tell")).toHaveCount(0);
  await look(page, "the whole link is needed");
  await page.route("**/v1/**", (route) => route.abort("connectionreset"));
  await page.goto("about:blank");
  await page.goto(organisation.link);
  await conversation.isTold("fault.offline.title");
  await look(page, "no connection at the start");
  await page.unroute("**/v1/**");
  await reporting.press("retry");
  await expect(page.getByText("Voorbeeld BV").first()).toBeVisible();
  const long = { name: "lang.txt", mimeType: "text/plain", buffer: Buffer.alloc(600_000, "lang ") };
  await reporting.answer({ about: "unsure", advisers: ["Sam"], what: "De verbinding valt weg.", files: [long] });
  const code = await reporting.keepCode();
  await page.route("**/letters", (route) => route.abort("connectionreset"));
  await reporting.confirm(code);
  await reporting.isTold("fault.offline.title");
  await look(page, "not sent");
  await page.unroute("**/letters");
  await page.route("**/chunks/*", (route) => route.abort("connectionreset"));
  await reporting.press("retry");
  await reporting.shows("receipt.title");
  await expect(page.getByText(t("receipt.uploads"))).toBeVisible();
  await look(page, "a file that is not whole");
  await reporting.press("receipt.resume");
  await reporting.isTold("fault.offline.title");
  await look(page, "a file that is still not whole");
  await page.unroute("**/chunks/*");
  await reporting.press("receipt.resume");
  await expect(page.getByText(t("receipt.uploaded"))).toBeVisible();
  await look(page, "a file that is whole in the end");
});

test("an adviser who is gone, and nobody to go on with", async ({ page, watch }) => {
  await inTestEnvironment([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
    await reporting.open(organisation.link);
    const code = await reporting.report({ about: "integrity", advisers: ["Sam"], what: "Blijft Sam?" });
    await organisation.dismiss("Sam");
    await reporting.open(organisation.link);
    await conversation.open(code);
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await look(page, "an adviser who is gone");
    await organisation.dismiss("Robin");
    await reporting.open(organisation.link);
    await conversation.open(code);
    await conversation.press("talk.another");
    await expect(page.getByText(t("another.nobody"))).toBeVisible();
    await look(page, "nobody to go on with");
    await reporting.open(organisation.link);
    await reporting.press("start.tell");
    await reporting.press("next");
    await page.getByRole("radio", { name: t("track.talk") }).check();
    await reporting.press("next");
    await expect(page.getByText(t("advisers.none"))).toBeVisible();
    await look(page, "no advisers");
  });
});
