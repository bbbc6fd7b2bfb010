/** What is left of a photo, and of a request that is not signed yet. */
import { createHash } from "node:crypto";

import { Joining } from "../../pages/joining.ts";
import { TOLD, photographed } from "../../photo.ts";
import { Saves } from "../../saves.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";

const t = words("nl");
const NAME = "Voorbeeld BV";

test("a photo becomes a small square, and tells nothing but what is seen", async ({ page, environment }) => {
  const invitation = new URLSearchParams({ organisation: environment.organisation.link }).toString();
  await page.goto(`${environment.server.origin}/adviser/#${invitation}`);
  const picture = Buffer.from(await page.evaluate(drawn), "base64");
  const saves = await Saves.of(page);
  await page.goto("about:blank");
  await page.goto(`${environment.server.origin}/adviser/#${invitation}`);
  const joining = new Joining(page, t);
  await joining.shows("joining.invited.title", { organisation: NAME });
  await joining.press("joining.begin");
  const {
    request,
    passphrase,
    words: twelve,
  } = await joining.tell(saves, NAME, "Ada", {
    name: "ada.jpg",
    mimeType: "image/jpeg",
    buffer: photographed(picture),
  });
  const values = new URLSearchParams(new URL(request).hash.slice(1));
  const photo = Buffer.from(values.get("photo") ?? "", "base64url");
  const payload = Buffer.from(values.get("request")?.split(".")[0] ?? "", "base64url").toString();
  const { adviser } = JSON.parse(payload) as { adviser: { photo: string } };
  expect(adviser.photo).toBe(createHash("sha256").update(photo).digest("base64url"));
  for (const told of TOLD) expect(photo.includes(told)).toBe(false);
  // turned as the camera said: what was at the left edge is at the top
  expect(await page.evaluate(looked, photo.toString("base64"))).toEqual({ width: 300, height: 300, top: true });

  await test.step("the same request can be shown again, until the administrator has signed", async () => {
    await joining.press("joining.to.inbox");
    await joining.press("caution.asked.show");
    await joining.shows("joining.request.title", { organisation: NAME });
    await expect(joining.twelveWords()).toHaveText([...twelve]);
    await expect(page.getByText(t("joining.request.long"))).toBeVisible();
  });

  await test.step("once the app was closed, the photo is still there, and is asked for with the rest", async () => {
    await page.reload();
    await page.getByLabel(t("unlock.passphrase"), { exact: true }).fill(passphrase);
    await joining.press("unlock.open");
    await joining.press("caution.asked.show");
    await expect(page.getByRole("region", { name: t("joining.as-seen") }).getByRole("img")).toBeVisible();
    await joining.press("next");
    await joining.shows("joining.independence.title");
    await joining.press("joining.sign");
    await joining.shows("joining.request.title", { organisation: NAME });
    await expect(joining.twelveWords()).toHaveText([...twelve]);
    await joining.press("joining.request.save");
    const again = new URLSearchParams(new URL(await saves.last()).hash.slice(1));
    expect(again.get("photo")).toBe(values.get("photo"));
    expect(again.get("request")).toBe(values.get("request"));
  });
});

/** A JPEG of 400 × 300 pixels, its left half dark; runs in the page. */
function drawn(): string {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [400, 300];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, 400, 300);
  context.fillStyle = "#000";
  context.fillRect(0, 0, 200, 300);
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
}

/** What a JPEG shows; runs in the page. */
async function looked(base64: string): Promise<{ width: number; height: number; top: boolean }> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const { width, height } = picture;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(picture, 0, 0);
  const at = (y: number) => context?.getImageData(width / 2, y, 1, 1).data[0] ?? 128;
  return { width, height, top: at(10) < 60 && at(height - 10) > 200 };
}
