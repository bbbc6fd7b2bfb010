/** A walk through every screen of the adviser's app, to look at each in the same way. */
import { type Page, expect } from "@playwright/test";

import { InboxPage } from "../pages/inbox.ts";
import { Joining } from "../pages/joining.ts";
import { type Setting, Settings } from "../pages/settings.ts";
import { photo } from "../files.ts";
import type { Looking } from "../looks/looking.ts";
import { Saves } from "../saves.ts";
import type { Key, Words } from "../pages/words.ts";
import type { Keys } from "../environment/device.ts";
import { Melder } from "../environment/melder.ts";
import type { TestEnvironment } from "../environment/test-environment.ts";

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
  readonly environment: TestEnvironment;
  readonly t: Words;
  readonly look: Looking;
}

/** Becomes an adviser of this name, which nobody else has: from the first screen to being appointed. */
export async function become({ page, environment, t, look }: Walker, name: string): Promise<void> {
  const joining = new Joining(page, t, look);
  const { link } = environment.organisation;
  await page.goto(`${environment.server.origin}/adviser/`);
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
  const invitation = `${environment.server.origin}/adviser/#${new URLSearchParams({ organisation: link }).toString()}`;
  const joined = await joining.join(await Saves.of(page), invitation, NAME, name);
  await joining.press("joining.to.inbox");
  await joining.shows("inbox.title");
  await joining.press("caution.asked.show");
  await environment.organisation.sign(joined.request);
  await joining.isAppointed();
}

/** Goes everywhere an adviser goes: from the first letter, over all that can be set, to a locked vault with its server gone. */
export async function work(walker: Walker): Promise<void> {
  const { page, environment, t } = walker;
  const keys = environment.organisation.keys("Sam");
  await new Joining(page, t).addDevice(environment.server.origin, keys);
  await readAndAnswer(walker);
  await set(walker, keys);
  await leave(walker, keys);
}

async function readAndAnswer({ page, environment, t, look }: Walker): Promise<void> {
  const inbox = new InboxPage(page, t, look);
  const closeUp = async (key: Key) => {
    await page.locator("summary", { hasText: t(key) }).click();
  };
  const { link } = environment.organisation;
  await (await Melder.with(link)).report("Sam", "Goods are signed for that nobody has seen.", [photo]);
  await (await Melder.with(link)).report("Sam", `May I talk with you? https://example.org/${"long".repeat(40)}`);
  await inbox.open("May I talk");
  await inbox.press("back");
  await look("inbox.title, with threads");
  await page.getByRole("textbox", { name: t("inbox.search") }).fill("nothing of the sort");
  await expect(page.getByText(t("inbox.found.none"))).toBeVisible();
  await look("inbox.title, nothing found");
  await page.getByRole("textbox", { name: t("inbox.search") }).fill("");

  await inbox.open("Goods are signed");
  await inbox.press("letter.attachment.open");
  await expect(page.getByRole("link", { name: t("letter.attachment.save") })).toBeVisible();
  for (const key of ["reply.files", "next.title", "own.notes", "own.labels", "own.more"] as const) await closeUp(key);
  await inbox.press("reply.send");
  await expect(page.getByRole("alert").filter({ hasText: t("reply.missing") })).toBeVisible();
  await look("thread.title, with everything open");
  await inbox.press("own.forget");
  await inbox.shows("forget.title");
  await inbox.press("forget.do");
  await expect(page.getByRole("alert").filter({ hasText: t("action.sure.missing") })).toBeVisible();
  await look("forget.title, not sure");
  await inbox.press("back");
  for (const step of STEPS) {
    await inbox.action(step);
    if (step === "consent") {
      await inbox.press("action.send");
      await expect(page.getByRole("alert").getByRole("button").first()).toBeVisible();
      await look("action.consent, with nothing filled in");
    }
    await inbox.press("cancel");
  }
  await inbox.reply("Thank you. I am listening.");
  await inbox.keepNote("Called on Tuesday.");
  await look("thread.title, answered");
  await inbox.press("back");
  await look("inbox.title, with a thread answered");

  await inbox.press("colleagues.title");
  await inbox.shows("colleagues.title");
  await page.getByRole("radio", { name: "Robin" }).check();
  await inbox.press("reply.send");
  await expect(page.getByText(t("errors.title"))).toBeVisible();
  await look("colleagues.title, without words");
  await inbox.field("action.words").fill("Have you met with something like this?");
  await inbox.press("reply.send");
  await expect(page.getByRole("article")).toHaveCount(1);
  await look("colleagues.title, with a letter");
  await inbox.press("back");
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

async function leave({ page, environment, t, look }: Walker, { passphrase }: Keys): Promise<void> {
  const inbox = new InboxPage(page, t, look);
  await inbox.keptForOffline();
  await environment.server.stop();
  await inbox.look();
  await expect(page.getByRole("main").getByText(t("sync.offline"))).toBeVisible();
  await look("inbox.title, without a connection");
  await inbox.lock();
  await inbox.wrongPassphrase("not these six words");
  await look("unlock.title, with other words");
  await inbox.unlock(passphrase);
}
