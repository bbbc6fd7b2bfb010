/** Files that are sent along: what a photo tells is gone when it arrives, and what was cut off arrives in the end. */
import type { Page } from "@playwright/test";

import { TOLD, photographed } from "../photo.ts";
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { FAILED_CALL } from "../watch.ts";

const t = words("nl");
const LONG = Buffer.alloc(900_000, "lang ");
const LONG_FILE = { name: "lang.txt", mimeType: "text/plain", buffer: LONG };

/** How a browser shows a picture, once it is turned as the file says: its size, and its pixels. */
async function drawn(page: Page, picture: Uint8Array): Promise<readonly [number, number, string]> {
  return await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    return [bitmap.width, bitmap.height, pixels.join()] as const;
  }, Buffer.from(picture).toString("base64"));
}

test("where a photo was taken, when, with what and by whom, nobody learns", async ({ page, environment, watch }) => {
  // taking a picture of a page puts a style into it
  watch.expect(/style-src-elem/);
  const { organisation } = environment;
  const reporting = new Reporting(page, t);
  await reporting.open(organisation.link);
  const clip = { x: 0, y: 0, width: 96, height: 48 };
  const photo = photographed(await page.screenshot({ type: "jpeg", clip }));
  for (const told of TOLD) expect(photo.includes(told)).toBe(true);
  const what = "Zie de foto.";
  const file = { name: "foto.jpg", mimeType: "image/jpeg", buffer: photo };
  await reporting.report({ about: "integrity", advisers: ["Sam"], what, files: [file] });
  const saved = await (await organisation.adviser("Sam")).saves(what);
  for (const told of TOLD) expect(saved.includes(told), told.toString("latin1")).toBe(false);
  // and it is the same picture, the right way up
  const before = await drawn(page, photo);
  expect(before.slice(0, 2)).toEqual([48, 96]);
  expect(await drawn(page, saved)).toEqual(before);
});

/** Reports with a long file whose upload breaks in the middle; gives the code. */
async function cutOff(reporting: Reporting, link: string, what: string): Promise<string> {
  const { page } = reporting;
  await reporting.open(link);
  await reporting.answer({ about: "conduct", advisers: ["Sam"], what, files: [LONG_FILE] });
  const code = await reporting.keepCode();
  let put = 0;
  await page.route("**/chunks/*", async (route) => {
    put += 1;
    if (put > 2) await route.abort("connectionreset");
    else await route.continue();
  });
  await reporting.confirm(code);
  // the words are there, whatever becomes of the file
  await reporting.shows("receipt.title");
  await expect(page.getByText(t("receipt.uploads"))).toBeVisible();
  await page.unroute("**/chunks/*");
  return code;
}

test("an attachment that is cut off is gone on with", async ({ page, environment, watch }) => {
  watch.expect(FAILED_CALL);
  const reporting = new Reporting(page, t);
  const what = "Met een lang bestand.";
  await cutOff(reporting, environment.organisation.link, what);
  await reporting.press("receipt.resume");
  await expect(page.getByText(t("receipt.uploaded"))).toBeVisible();
  expect((await (await environment.organisation.adviser("Sam")).saves(what)).equals(LONG)).toBe(true);
});

test("a page that is loaded anew in the middle: told that a file is not whole, and it can be sent again", async ({
  page,
  environment,
  watch,
}) => {
  watch.expect(FAILED_CALL);
  const { organisation } = environment;
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  const what = "Met een bestand dat bleef steken.";
  const code = await cutOff(reporting, organisation.link, what);

  // nothing of the file, or of its keys, is kept on the device
  await reporting.open(organisation.link);
  await expect(reporting.button("receipt.resume")).toHaveCount(0);
  await conversation.open(code);
  await expect(conversation.letter("Sam", "lang.txt").getByText(t("talk.attachment.own.missing"))).toBeVisible();
  const sam = await organisation.adviser("Sam");
  await expect(sam.saves(what)).rejects.toMatchObject({ reason: "missing" });

  await conversation.write("Nu heel.", [LONG_FILE]);
  await expect(conversation.letter("Sam", "lang.txt")).toHaveCount(2);
  await expect(page.getByText(t("talk.attachment.own.missing"))).toHaveCount(1);
  expect((await sam.saves("Nu heel.")).equals(LONG)).toBe(true);
});
