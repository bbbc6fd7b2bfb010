/** What axe-core finds wrong on the way to becoming an adviser; and what is left of a photo. */
import { createHash } from "node:crypto";

import { Joining } from "../../desk/joining.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { TOLD, photographed } from "../../photo.ts";
import { Saves } from "../../saves.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";

const t = words("nl");
const NAME = "Voorbeeld BV";

test("axe finds nothing on the way", async ({ page, world }) => {
  const joining = new Joining(page, t, (key) => isAccessible(page, key));
  await page.goto(`${world.server.origin}/adviser/`);
  for (const [button, heading] of [
    ["joining.welcome.invited", "joining.paste.title"],
    ["joining.welcome.device", "joining.device.title"],
    ["joining.welcome.lost", "joining.lost.title"],
  ] as const) {
    await joining.shows("adviser.title");
    await joining.press(button);
    await joining.shows(heading);
    await joining.press("back");
  }
  const invitation = new URLSearchParams({ organisation: world.organisation.link }).toString();
  // another page first: an address that differs only after the # is not opened anew
  await page.goto(world.server.origin);
  await joining.join(await Saves.of(page), `${world.server.origin}/adviser/#${invitation}`, NAME, "Ada");
  await joining.press("joining.to.inbox");
  for (const [setting, heading] of [
    ["organisations", "joining.organisations.title"],
    ["idle", "joining.idle.title"],
    ["change-passphrase", "joining.change.title"],
    ["show-code", "joining.settings.show-code"],
    ["devices", "joining.devices.title"],
    ["forget-device", "joining.settings.forget-device"],
  ] as const) {
    await joining.press("frame.settings");
    await joining.shows("joining.settings.title");
    await page.getByRole("button", { name: t(`joining.settings.${setting}`) }).click();
    await joining.shows(heading);
    await joining.press("back");
    await joining.press("joining.to.inbox");
  }
});

test("a photo becomes a small square, and tells nothing but what is seen", async ({ page, world }) => {
  const invitation = new URLSearchParams({ organisation: world.organisation.link }).toString();
  await page.goto(`${world.server.origin}/adviser/#${invitation}`);
  const picture = Buffer.from(await page.evaluate(drawn), "base64");
  const saves = await Saves.of(page);
  await page.goto("about:blank");
  await page.goto(`${world.server.origin}/adviser/#${invitation}`);
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
    await expect(page.locator(".words li")).toHaveText([...twelve]);
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
    await expect(page.locator(".words li")).toHaveText([...twelve]);
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
