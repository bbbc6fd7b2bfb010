/** The server is killed just when it has done what was asked, and nobody hears of it: all is there once, whoever asks again. */
import type { Page } from "@playwright/test";

import { AdministratorPage } from "../../pages/administrator.ts";
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Saves } from "../../saves.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { shownBy } from "../../environment/lying.ts";
import { Melder } from "../../environment/melder.ts";
import { People } from "../../environment/people.ts";
import type { Server } from "../../environment/server.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");
const NAME = "Voorbeeld BV";
const VAULT = /\/v1\/vault\/records$/;
const LETTERS = /\/v1\/organisations\/voorbeeld\/letters$/;
const DIRECTORY = /\/v1\/organisations\/voorbeeld\/directory$/;
const ORGANISATION = /\/v1\/organisations\/voorbeeld$/;

/** Does something, in which the server is killed once it has done what such a call asks; nobody gets its answer. */
async function killedIn<T>(
  { page, server, call, startsAgain }: { page: Page; server: Server; call: RegExp; startsAgain: boolean },
  work: () => Promise<T>,
): Promise<T> {
  let isKilled = false;
  await page.route(call, async (route) => {
    if (isKilled) return route.fallback();
    isKilled = true;
    expect((await route.fetch()).ok()).toBe(true);
    await server.kill();
    if (startsAgain) await server.startAgain();
    await route.abort("connectionreset");
  });
  const done = await work();
  expect(isKilled).toBe(true);
  await page.unroute(call);
  return done;
}

/** Which version of the list there is, and who stands on it. */
async function listedBy({ origin }: Server): Promise<{ readonly serial: number; readonly names: readonly string[] }> {
  const { payload } = (await shownBy(origin)).directory;
  const { serial, advisers } = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
    readonly serial: number;
    readonly advisers: readonly { readonly name: string }[];
  };
  return { serial, names: advisers.map(({ name }) => name).sort() };
}

test("an adviser's first look and answer, becoming an adviser, and an administrator's signature", async ({
  browser,
  watch,
}) => {
  await inTestEnvironment([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const people = new People(browser, server.origin);
    const somebody = async () => {
      const { page, watch: watched } = await people.somebody();
      watched.expect(/Failed to load resource|NetworkError|CORS|net::ERR|fetch/);
      return page;
    };
    const page = await somebody();
    const inbox = new InboxPage(page, t);
    const keys = organisation.keys("Sam");
    const [what, answer] = ["Straks valt de stroom uit.", "Dit is onderweg."];
    const melder = await Melder.with(organisation.link);
    await melder.report("Sam", what);

    await test.step("the first look of a device", async () => {
      await killedIn({ page, server, call: VAULT, startsAgain: false }, async () => {
        await new Joining(page, t).addDevice(server.origin, keys);
        await expect(page.getByText(t("sync.offline"))).toBeVisible();
      });
      await server.startAgain();
      await inbox.open(what);
      await expect(inbox.letter(what)).toHaveCount(1);
      await inbox.keptForOffline();
    });

    await test.step("an answer, and the page is closed, too", async () => {
      await killedIn({ page, server, call: LETTERS, startsAgain: false }, async () => {
        await inbox.field("reply.label").fill(answer);
        await inbox.press("reply.send");
        await expect(page.getByText(t("sync.offline"))).toBeVisible();
      });
      await page.reload();
      await inbox.unlock(keys.passphrase);
      await expect(page.getByText(t("sync.offline"))).toBeVisible();
      await inbox.row(answer).click();
      const own = inbox.letter(answer);
      await expect(own.getByText(t("letter.state.waiting"), { exact: true })).toBeVisible();
      await server.startAgain();
      await inbox.look();
      await inbox.isOut(answer);
      await expect(own).toHaveCount(1);
      expect(await melder.answers()).toEqual([answer]);
    });

    const ada = await somebody();
    const joining = new Joining(ada, t);
    const saves = await Saves.of(ada);
    const joined = await test.step("a vault in the making", async () => {
      const invitation = new URLSearchParams({ organisation: organisation.link }).toString();
      await ada.goto(`${server.origin}/adviser/#${invitation}`);
      await joining.shows("joining.invited.title", { organisation: NAME });
      await joining.press("joining.begin");
      await joining.shows("joining.name.title");
      return await killedIn({ page: ada, server, call: ORGANISATION, startsAgain: true }, () =>
        joining.tell(saves, NAME, "Ada"),
      );
    });

    await test.step("a signature: the same again is signed once", async () => {
      const before = await listedBy(server);
      const administrator = await somebody();
      const administration = new AdministratorPage(administrator, t);
      await administrator.goto(joined.request);
      await administration.grant("Ada", joined.words);
      const key = await organisation.key();
      await killedIn({ page: administrator, server, call: DIRECTORY, startsAgain: false }, async () => {
        await administration.useKey(key, "org.sign.do");
        await expect(administrator.getByText(t("fault.offline"))).toBeVisible();
      });
      await server.startAgain();
      await administration.sign(key);
      const after = { serial: before.serial + 1, names: [...before.names, "Ada"].sort() };
      expect(await listedBy(server)).toEqual(after);
    });

    await test.step("a new vault's first way to the server", async () => {
      await killedIn({ page: ada, server, call: VAULT, startsAgain: true }, () => joining.isAppointed());
      const more = "Dag Ada, dit is de eerste.";
      await (await Melder.with(organisation.link)).report("Ada", more);
      const adasInbox = new InboxPage(ada, t);
      await adasInbox.open(more);
      await adasInbox.reply("Welkom.");
      const other = await somebody();
      const keysOfAda = { ...joined, link: organisation.link };
      await new Joining(other, t).addDevice(server.origin, keysOfAda);
      await new InboxPage(other, t).open("Welkom.");
      await expect(new InboxPage(other, t).letter(more)).toHaveCount(1);
    });
    people.areFine();
  });
});
