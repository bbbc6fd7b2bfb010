/** States that no straight way leads through: axe finds nothing in them, and they fit on a small phone with large letters. */
import type { Page } from "@playwright/test";

import type { Body } from "../../../sdk/src/adviser/body.js";
import { note, photo } from "../files.ts";
import { isAccessible } from "../looks/accessible.ts";
import { fitsAtAnySize } from "../looks/fitting.ts";
import { Talking } from "../screens/talking.ts";
import { Telling } from "../screens/telling.ts";
import { type Key, words } from "../screens/words.ts";
import { expect, test } from "../test.ts";
import { FAILED_CALL } from "../watch.ts";
import { inWorld } from "../world/world.ts";

const t = words("nl");

test.use({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

async function look(page: Page, what: string): Promise<void> {
  await isAccessible(page, what);
  await fitsAtAnySize(page, what, false);
}

/** Sends a form that lacks something, and looks at what it says. */
async function lacks(telling: Telling, send: Key, what: string): Promise<void> {
  await telling.press(send);
  await expect(telling.page.getByRole("alert").filter({ hasText: t("errors.title") })).toBeVisible();
  await look(telling.page, what);
}

test("what is missing in the report's forms, and files of each kind", async ({ page, world }) => {
  const telling = new Telling(page, t);
  await telling.open(world.organisation.link);
  await telling.press("start.tell");
  for (const fold of await page.locator("summary").all()) await fold.click();
  await look(page, "what is good to know, unfolded");
  await telling.press("next");
  await telling.shows("track.title");
  await lacks(telling, "next", "no track");
  await page.getByRole("radio", { name: t("track.conduct") }).check();
  await telling.press("next");
  await telling.shows("advisers.title");
  await lacks(telling, "next", "no adviser");
  await page.getByRole("checkbox", { name: t("advisers.involved", { name: "Robin" }) }).check();
  await look(page, "an adviser who is involved");
  await telling.adviser("Sam").check();
  await telling.press("next");
  await telling.shows("what.title");
  await lacks(telling, "next", "nothing told");
  await telling.question("what.title", "Iets.");
  for (const title of ["when.title", "who.title"] as const) await telling.question(title);
  await telling.shows("categories.title");
  await telling.press("skip.question");
  await telling.question("wants.title");
  await telling.shows("files.title");
  const damaged = { name: "kapot.png", mimeType: "image/png", buffer: photo.buffer.subarray(0, 40) };
  await page.locator('input[type="file"]').setInputFiles([photo, note, damaged]);
  await expect(page.getByText(t("files.damaged", { name: damaged.name }), { exact: true }).first()).toBeVisible();
  await look(page, "a file that is cleaned, one to decide on, one that is damaged");
  await telling.press("next");
  await look(page, "a file that was not decided on");
  await telling.press("files.keep");
  await look(page, "a file that goes as it is");
  await telling.press("next");
  await telling.shows("check.title");
  await telling.keepCode();
  await lacks(telling, "confirm.send", "no groups of the code");
});

test("what is missing when coming back, what is answered to, and withdrawn", async ({ page, world }) => {
  const { organisation } = world;
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  const what = "Alle toestanden.";
  await telling.open(organisation.link);
  const code = await telling.report({ about: "conduct", advisers: ["Sam"], what, repliesOnly: true });
  const { thread } = await organisation.threadWith("Sam", what);
  const file = await organisation.file("foto.png", photo.buffer);
  await organisation.reply("Sam", thread, "Zie de foto.", { attachments: [file] });
  await organisation.reply("Sam", thread, "Zal Robin verder gaan?", { handOverTo: "Robin" });
  await telling.open(organisation.link);
  await talking.return();
  await lacks(telling, "enter.open", "no code");
  await page.getByText(t("enter.lost")).click();
  await look(page, "a lost code");
  await talking.enter(code);
  await talking.shows("talk.title");
  await look(page, "a request for a handover, own words not kept");
  await page.getByRole("button", { name: t("talk.download") }).click();
  await expect(page.getByRole("img")).toBeVisible();
  await look(page, "a picture that was sent");
  await page.getByRole("button", { name: t("kind.handover.yes", { name: "Robin" }) }).click();
  await talking.shows("another.title");
  await lacks(telling, "write.send", "no words to the next adviser");
  await page.getByRole("textbox", { name: t("another.text") }).fill("Dag Robin.");
  await talking.press("write.send");
  await talking.shows("talk.title");
  await look(page, "two conversations");
  await talking.press("talk.write");
  await talking.shows("write.title");
  await lacks(telling, "write.send", "nothing written to either");
  await talking.press("back");
  await talking.press("talk.withdraw");
  await talking.shows("withdraw.title");
  await lacks(telling, "withdraw.do", "not sure");
  await page.getByRole("checkbox", { name: t("withdraw.sure") }).check();
  await talking.press("withdraw.do");
  await talking.shows("withdraw.done.title");
  await telling.open(organisation.link);
  await talking.return();
  await talking.enter(code);
  await talking.isTold("fault.nothing.title");
  await look(page, "nothing under the code");
});

test("letters of every kind, and how they are answered", async ({ page, world }) => {
  const { organisation } = world;
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  const what = "Van alles wat.";
  await telling.open(organisation.link);
  const code = await telling.report({ about: "integrity", advisers: ["Sam"], what });
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
    { kind: "aftercare", askOn: on, text },
    { kind: "reopening", text },
    { kind: "closing", text, askOn: on },
  ];
  for (const letter of letters) await sam.adviser.write(id, letter);
  await sam.adviser.sync();
  await talking.press("receipt.done");
  await talking.open(code);
  await expect(talking.letter("Sam", text)).toHaveCount(letters.length);
  await look(page, "letters of every kind");
  const asks = talking.letter("Sam", "de raad van toezicht");
  await asks.getByRole("button", { name: t("kind.consent-request.yes"), exact: true }).click();
  await talking.shows("write.answer.title");
  await look(page, "an answer to a request for consent");
});

test("connections that break, and a link without its fingerprint", async ({ page, world, watch }) => {
  watch.expect(FAILED_CALL);
  const { organisation } = world;
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await page.goto(organisation.link.replace(/#.*/, ""));
  await expect(page.getByRole("heading", { name: t("hidden.title") })).toBeVisible();
  await expect(telling.button("start.tell")).toHaveCount(0);
  await look(page, "the whole link is needed");
  await page.route("**/v1/**", (route) => route.abort("connectionreset"));
  await page.goto("about:blank");
  await page.goto(organisation.link);
  await talking.isTold("fault.offline.title");
  await look(page, "no connection at the start");
  await page.unroute("**/v1/**");
  await telling.press("retry");
  await expect(page.getByText("Voorbeeld BV").first()).toBeVisible();
  const long = { name: "lang.txt", mimeType: "text/plain", buffer: Buffer.alloc(600_000, "lang ") };
  await telling.answer({ about: "unsure", advisers: ["Sam"], what: "De verbinding valt weg.", files: [long] });
  const code = await telling.keepCode();
  await page.route("**/letters", (route) => route.abort("connectionreset"));
  await telling.confirm(code);
  await telling.isTold("fault.offline.title");
  await look(page, "not sent");
  await page.unroute("**/letters");
  await page.route("**/chunks/*", (route) => route.abort("connectionreset"));
  await telling.press("retry");
  await telling.shows("receipt.title");
  await expect(page.getByText(t("receipt.uploads"))).toBeVisible();
  await look(page, "a file that is not whole");
  await telling.press("receipt.resume");
  await telling.isTold("fault.offline.title");
  await look(page, "a file that is still not whole");
  await page.unroute("**/chunks/*");
  await telling.press("receipt.resume");
  await expect(page.getByText(t("receipt.uploaded"))).toBeVisible();
  await look(page, "a file that is whole in the end");
});

test("an adviser who is gone, and nobody to go on with", async ({ page, watch }) => {
  await inWorld([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
    await telling.open(organisation.link);
    const code = await telling.report({ about: "integrity", advisers: ["Sam"], what: "Blijft Sam?" });
    await organisation.dismiss("Sam");
    await telling.open(organisation.link);
    await talking.open(code);
    await expect(page.getByText(t("warning.gone"))).toBeVisible();
    await look(page, "an adviser who is gone");
    await organisation.dismiss("Robin");
    await telling.open(organisation.link);
    await talking.open(code);
    await talking.press("talk.another");
    await expect(page.getByText(t("another.nobody"))).toBeVisible();
    await look(page, "nobody to go on with");
    await telling.open(organisation.link);
    await telling.press("start.tell");
    await telling.press("next");
    await page.getByRole("radio", { name: t("track.talk") }).check();
    await telling.press("next");
    await expect(page.getByText(t("advisers.none"))).toBeVisible();
    await look(page, "no advisers");
  });
});
