/** A walk through every screen of the adviser's app, to look at each in the same way. */
import { type Page, expect } from "@playwright/test";

import { Desk } from "../desk/desk.ts";
import { Joining } from "../desk/joining.ts";
import { type Setting, Settings } from "../desk/settings.ts";
import { photo } from "../files.ts";
import type { Looking } from "../looks/looking.ts";
import { Saves } from "../saves.ts";
import type { Key, Words } from "../screens/words.ts";
import type { Keys } from "../world/device.ts";
import { Melder } from "../world/melder.ts";
import type { World } from "../world/world.ts";

const NAME = "Voorbeeld BV";

const STEPS = [
  "question",
  "ways",
  "consent",
  "appointment",
  "referral",
  "acknowledgement",
  "formal",
  "aftercare",
  "handover",
  "closing",
] as const;

/** Who walks, where, in which language, and how they look at what they see. */
interface Walker {
  readonly page: Page;
  readonly world: World;
  readonly t: Words;
  readonly look: Looking;
}

/** Becomes an adviser of this name, which nobody else has: from the first screen to being appointed. */
export async function become({ page, world, t, look }: Walker, name: string): Promise<void> {
  const joining = new Joining(page, t, look);
  const { link } = world.organisation;
  await page.goto(`${world.server.origin}/adviser/`);
  for (const [button, heading] of [
    ["joining.welcome.invited", "joining.paste.title"],
    ["joining.welcome.device", "joining.device.title"],
    ["joining.welcome.lost", "joining.lost.title"],
  ] as const) {
    await joining.press(button);
    await joining.shows(heading);
    await joining.press("back");
  }
  await joining.press("joining.welcome.invited");
  await page.getByRole("textbox").fill("nonsense");
  await joining.press("next");
  await expect(page.getByText(t("joining.paste.wrong")).first()).toBeVisible();
  await look("joining.paste.title, with another link");
  // another page first: an address that differs only after the # is not opened anew
  await page.goto("about:blank");
  const invitation = `${world.server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`;
  const joined = await joining.join(await Saves.of(page), invitation, NAME, name);
  await joining.press("joining.to.inbox");
  await joining.shows("inbox.title");
  await joining.press("caution.asked.show");
  await world.organisation.sign(joined.request);
  await joining.isAppointed();
}

/** Goes everywhere an adviser goes: from the first letter, over all that can be set, to a locked vault with its server gone. */
export async function work(walker: Walker): Promise<void> {
  const { page, world, t } = walker;
  const keys = world.organisation.keys("Sam");
  await new Joining(page, t).addDevice(world.server.origin, keys);
  await readAndAnswer(walker);
  await set(walker, keys);
  await leave(walker, keys);
}

async function readAndAnswer({ page, world, t, look }: Walker): Promise<void> {
  const desk = new Desk(page, t, look);
  const closeUp = async (key: Key) => {
    await page.locator("summary", { hasText: t(key) }).click();
  };
  const { link } = world.organisation;
  await (await Melder.with(link)).report("Sam", "Goods are signed for that nobody has seen.", [photo]);
  await (await Melder.with(link)).report("Sam", `May I talk with you? https://example.org/${"long".repeat(40)}`);
  await desk.open("May I talk");
  await desk.press("back");
  await look("inbox.title, with threads");
  await page.getByRole("textbox", { name: t("inbox.search") }).fill("nothing of the sort");
  await expect(page.getByText(t("inbox.found.none"))).toBeVisible();
  await look("inbox.title, nothing found");
  await page.getByRole("textbox", { name: t("inbox.search") }).fill("");

  await desk.open("Goods are signed");
  await desk.press("letter.attachment.open");
  await expect(page.getByRole("link", { name: t("letter.attachment.save") })).toBeVisible();
  for (const key of ["reply.files", "next.title", "own.notes", "own.labels", "own.more"] as const) await closeUp(key);
  await desk.press("reply.send");
  await expect(page.getByRole("alert").filter({ hasText: t("reply.missing") })).toBeVisible();
  await look("thread.title, with everything open");
  await desk.press("own.forget");
  await desk.shows("forget.title");
  await desk.press("forget.do");
  await expect(page.getByRole("alert").filter({ hasText: t("step.sure.missing") })).toBeVisible();
  await look("forget.title, not sure");
  await desk.press("back");
  for (const step of STEPS) {
    await desk.step(step);
    if (step === "consent") {
      await desk.press("step.send");
      await expect(page.getByRole("alert").getByRole("button").first()).toBeVisible();
      await look("step.consent, with nothing filled in");
    }
    await desk.press("cancel");
  }
  await desk.reply("Thank you. I am listening.");
  await desk.keepNote("Called on Tuesday.");
  await look("thread.title, answered");
  await desk.press("back");
  await look("inbox.title, with a thread answered");

  await desk.press("colleagues.title");
  await desk.shows("colleagues.title");
  await page.getByRole("radio", { name: "Robin" }).check();
  await desk.press("reply.send");
  await expect(page.getByText(t("errors.title"))).toBeVisible();
  await look("colleagues.title, without words");
  await desk.field("step.words").fill("Have you met with something like this?");
  await desk.press("reply.send");
  await expect(page.getByRole("article")).toHaveCount(1);
  await look("colleagues.title, with a letter");
  await desk.press("back");
}

async function set({ page, t, look }: Walker, { passphrase }: Keys): Promise<void> {
  const settings = new Settings(page, t, look);
  const within = async (setting: Setting, heading: Key, live: () => Promise<void> = () => Promise.resolve()) => {
    await settings.open(setting);
    await settings.shows(heading);
    await live();
    await settings.press("back");
    await page.getByRole("button", { name: t("joining.to.inbox") }).click();
  };
  await within("profile", "joining.preview.title.renew", async () => {
    await settings.press("joining.preview.absence");
    await settings.shows("joining.absence.title");
    await settings.press("joining.absence.keep");
    await expect(page.getByText(t("errors.title"))).toBeVisible();
    await look("joining.absence.title, without a day");
    await settings.press("back");
  });
  await within("organisations", "joining.organisations.title", async () => {
    await settings.press("joining.waiting.card");
    await settings.shows("joining.card.title");
    await settings.press("back");
  });
  await within("notifications", "joining.settings.notifications", async () => {
    await page.getByRole("checkbox", { name: t("joining.tell.push") }).check();
    await look("joining.settings.notifications, switched on");
  });
  await within("idle", "joining.idle.title");
  await within("change-passphrase", "joining.change.title");
  await within("show-code", "joining.settings.show-code", async () => {
    await settings.confirm("not these six words", "joining.show-code.show");
    await expect(page.getByText(t("failing.passphrase"))).toBeVisible();
    await look("joining.settings.show-code, with other words");
    await settings.confirm(passphrase, "joining.show-code.show");
    await settings.code();
    await look("joining.settings.show-code, shown");
  });
  await within("devices", "joining.devices.title", async () => {
    await settings.press("joining.devices.begin");
    await look("joining.devices.title, asked for the passphrase");
  });
  await within("forget-device", "joining.settings.forget-device", async () => {
    await settings.press("joining.forget.do");
    await expect(page.getByText(t("errors.title"))).toBeVisible();
    await look("joining.settings.forget-device, not sure");
  });
}

async function leave({ page, world, t, look }: Walker, { passphrase }: Keys): Promise<void> {
  const desk = new Desk(page, t, look);
  await desk.keptForOffline();
  await world.server.stop();
  await desk.look();
  await expect(page.locator(".syncing").getByText(t("sync.offline"))).toBeVisible();
  await look("inbox.title, without a connection");
  await desk.lock();
  await desk.wrongPassphrase("not these six words");
  await look("unlock.title, with other words");
  await desk.unlock(passphrase);
}
