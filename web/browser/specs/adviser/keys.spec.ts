/** What opens a vault: shown again, changed, taken from others, and lost. */
import { Desk } from "../../desk/desk.ts";
import { type Joined, Joining } from "../../desk/joining.ts";
import { Settings } from "../../desk/settings.ts";
import { Saves } from "../../saves.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../world/organisation.ts";
import { People } from "../../world/people.ts";
import type { World } from "../../world/world.ts";

const t = words("nl");
const NAME = "Stichting Sleutel";

/** An organisation of this test's own, whose list nobody else reads. */
function found({ server, folder }: World, slug: string): Promise<Organisation> {
  return Organisation.found(server, folder, slug, [], NAME);
}

function invitation({ server }: World, { link }: Organisation): string {
  return `${server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`;
}

function valuesIn(request: string): URLSearchParams {
  return new URLSearchParams(new URL(request).hash.slice(1));
}

test("the key code is shown for the passphrase; another passphrase takes its place", async ({ page, world }) => {
  const organisation = await found(world, "sleutel");
  const joining = new Joining(page, t);
  const joined = await joining.join(await Saves.of(page), invitation(world, organisation), NAME, "Ada");
  await organisation.sign(joined.request);
  await joining.isAppointed();

  const settings = new Settings(page, t);
  await settings.open("show-code");
  await settings.confirm("these are not the words", "joining.show-code.show");
  await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
  await settings.confirm(joined.passphrase, "joining.show-code.show");
  expect(await settings.code()).toBe(joined.keyCode);
  await settings.press("joining.done");

  await page.getByRole("button", { name: t("joining.settings.change-passphrase") }).click();
  await settings.shows("joining.change.title");
  const passphrase = await settings.passphrase();
  await settings.press("joining.written");
  await joining.typeBack("word", passphrase.split(" "));
  await settings.shows("joining.change.former");
  await settings.confirm(joined.passphrase, "joining.change.do");
  await settings.shows("joining.settings.title");

  const desk = new Desk(page, t);
  await desk.lock();
  await page.getByLabel(t("unlock.passphrase"), { exact: true }).fill(joined.passphrase);
  await desk.press("unlock.open");
  await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
  await desk.unlock(passphrase);
});

test("a device is shut out, and asks for its place with new keys", async ({ page, world, browser }) => {
  const organisation = await found(world, "toestel");
  const people = new People(browser, world.server.origin);
  const saves = await Saves.of(page);
  const joining = new Joining(page, t);
  const joined = await joining.join(saves, invitation(world, organisation), NAME, "Ada");
  await organisation.sign(joined.request);
  await joining.isAppointed();

  const keys = { ...joined, link: organisation.link };
  const other = new Joining((await people.somebody()).page, t);
  await other.tryDevice(world.server.origin, { ...keys, passphrase: "wrong words" });
  await other.isTold("joining.device.nothing.title");
  await other.addDevice(world.server.origin, keys);

  const settings = new Settings(page, t);
  await settings.open("devices");
  await settings.press("joining.devices.begin");
  await settings.confirm(joined.passphrase, "joining.devices.do");
  await settings.shows("joining.devices.code");
  const keyCode = await settings.code();
  expect(keyCode).not.toBe(joined.keyCode);
  await settings.press("joining.code.saved");
  await joining.typeBack("group", keyCode.split("-"));
  await settings.shows("joining.request.title.renew", { organisation: NAME });
  await settings.press("joining.request.save");
  const request = await saves.last();
  expect(valuesIn(request).get("replaces")).toMatch(/^[\w-]{43}$/);
  expect(valuesIn(request).get("request")).not.toBe(valuesIn(joined.request).get("request"));

  const third = new Joining((await people.somebody()).page, t);
  await third.addDevice(world.server.origin, { ...keys, keyCode });
});

test("whoever has lost the passphrase begins anew, in the place of before", async ({ page, world }) => {
  const organisation = await found(world, "kwijt");
  const saves = await Saves.of(page);
  const joining = new Joining(page, t);
  const before = await joining.join(saves, invitation(world, organisation), NAME, "Ada");
  await organisation.sign(before.request);
  await joining.isAppointed();
  await new Desk(page, t).lock();

  await joining.press("unlock.lost");
  await joining.shows("joining.lost.title");
  await joining.press("joining.lost.begin");
  await expect(page.getByRole("button", { name: t("joining.lost.here.missing") })).toBeVisible();
  await page.getByRole("checkbox", { name: t("joining.lost.here") }).check();
  await joining.press("joining.lost.begin");
  await joining.shows("joining.paste.title");
  await page.getByRole("textbox", { name: t("joining.paste.label") }).fill(organisation.link);
  await joining.press("next");
  await joining.shows("joining.invited.title", { organisation: NAME });
  await joining.press("joining.begin");
  await joining.shows("joining.former.title");
  await page.getByRole("radio", { name: "Ada" }).check();
  await joining.press("next");
  const after: Joined = await joining.tell(saves, NAME, "Ada");
  expect(after.words).not.toEqual(before.words);
  expect(valuesIn(after.request).get("replaces")).toMatch(/^[\w-]{43}$/);
});
