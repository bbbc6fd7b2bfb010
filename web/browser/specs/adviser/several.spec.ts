/** Organisations on several servers, in one adviser's app: where its server allows it, and where it doesn't. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Settings } from "../../pages/settings.ts";
import { Saves } from "../../saves.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test as base } from "../../test.ts";
import { Organisation } from "../../environment/organisation.ts";
import { People } from "../../environment/people.ts";
import { Server } from "../../environment/server.ts";

const t = words("nl");
const [HOME, AWAY] = ["Thuis BV", "Elders BV"] as const;

/** Another server, whose app may talk to the environment's; the environment's may talk to nobody else. */
const test = base.extend<{ home: { readonly server: Server; readonly organisation: Organisation } }>({
  home: async ({ environment, watch }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "fluister-home-"));
    const server = await Server.start(folder, ["--other-servers", environment.server.origin]);
    watch.allow(server.origin);
    await use({ server, organisation: await Organisation.found(server, folder, "thuis", ["Sam"], HOME) });
    await server.stop();
    await rm(folder, { recursive: true });
  },
});

test("one inbox for two servers, where the app's own allows it", async ({ page, browser, environment, home }) => {
  const away = await Organisation.found(environment.server, environment.folder, "elders", [], AWAY);
  const people = new People(browser, environment.server.origin);

  await test.step("an app that may not talk to the other server says so, and what is to be set", async () => {
    const { page: device, watch } = await people.somebody();
    watch.allow(home.server.origin);
    watch.expect(/connect-src|Content Security Policy|Failed to load resource/);
    const joining = new Joining(device, t);
    const told = t("failing.not-allowed", { server: new URL(environment.server.origin).host });
    // in the worker, which has the vault
    await joining.tryDevice(environment.server.origin, home.organisation.keys("Sam"));
    await expect(device.getByText(told)).toBeVisible();
    await joining.press("back");
    // and in the page, which reads invitations
    await joining.press("joining.welcome.invited");
    await device.getByRole("textbox", { name: t("joining.paste.label") }).fill(home.organisation.link);
    await joining.press("next");
    await joining.shows("joining.invited.failed");
    await expect(device.getByText(told)).toBeVisible();
  });

  const { page: device, watch } = await people.somebody();
  watch.allow(home.server.origin);
  const saves = await Saves.of(device);
  const [inbox, settings, joining] = [new InboxPage(device, t), new Settings(device, t), new Joining(device, t)];

  await test.step("one that may is used to become an adviser there, too", async () => {
    await joining.addDevice(home.server.origin, home.organisation.keys("Sam"));
    await settings.open("organisations");
    await joining.press("joining.organisations.join");
    await device.getByRole("textbox", { name: t("joining.paste.label") }).fill(away.link);
    await joining.press("next");
    await joining.shows("joining.invited.title", { organisation: AWAY });
    await joining.press("joining.begin");
    await joining.tellOfMyself("Sam van Thuis");
    await joining.press("joining.sign");
    const { request } = await joining.handOver(saves, "joining.request.title", AWAY);
    await away.sign(request);
    await joining.isAppointed();
  });

  await test.step("letters to both come into one inbox, and each gets its answer", async () => {
    const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
    for (const [{ link }, name, adviser, what] of [
      [home.organisation, HOME, "Sam", "Dit gaat over thuis."],
      [away, AWAY, "Sam van Thuis", "Dit gaat over elders."],
    ] as const) {
      await reporting.open(link, name);
      const code = await reporting.report({ about: "talk", advisers: [adviser], what });
      await reporting.press("receipt.done");
      await inbox.open(what);
      await inbox.reply(`Gelezen: ${what}`);
      await inbox.press("back");
      await expect(inbox.row(what)).toContainText(name);
      await reporting.open(link, name);
      await conversation.open(code);
      await expect(conversation.letter(adviser, `Gelezen: ${what}`)).toHaveCount(1);
    }
    for (const what of ["Dit gaat over thuis.", "Dit gaat over elders."]) await expect(inbox.row(what)).toBeVisible();
  });
  people.areFine();
});
