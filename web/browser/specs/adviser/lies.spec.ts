/** A server that lies to an adviser: it is refused, said, and nothing is sent to it then; what is damaged stops nothing. */
import type { Page } from "@playwright/test";

import { dayOf, daysOf, epochOf } from "../../../../sdk/src/protocol/day.js";
import { adviserId } from "../../../../sdk/src/protocol/id.js";
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { type Key, words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import type { Watch } from "../../watch.ts";
import { Liar, type Recorded, type Shown, type Signed, altered, shownBy, signerOf } from "../../environment/lying.ts";
import { Melder } from "../../environment/melder.ts";
import { type TestEnvironment, inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");
const OF = { organisation: "Voorbeeld BV" };

interface Work extends TestEnvironment {
  readonly page: Page;
  readonly inbox: InboxPage;
  readonly liar: Liar;
}

/** In an environment of its own, at Sam's. */
async function atWork(page: Page, watch: Watch, live: (work: Work) => Promise<void>): Promise<void> {
  await inTestEnvironment([], async (environment) => {
    watch.allow(environment.server.origin);
    const inbox = new InboxPage(page, t);
    await new Joining(page, t).addDevice(environment.server.origin, environment.organisation.keys("Sam"));
    await live({ ...environment, page, inbox, liar: await Liar.between(page) });
  });
}

/** A lie that is refused: it is said what it is, and nothing is sent. */
async function isRefused({ page, inbox, liar }: Work, key: Key): Promise<void> {
  liar.sent = [];
  await inbox.look();
  await expect(page.getByText(t(key, OF))).toBeVisible();
  expect(liar.sent).toEqual([]);
}

/** The truth again: all that waited goes out. */
async function isBelieved({ page, inbox, liar }: Work): Promise<void> {
  liar.signed = undefined;
  liar.record = undefined;
  await inbox.look();
  await expect(page.locator("[data-careful]")).toHaveCount(0);
  expect(liar.sent).not.toEqual([]);
}

test("keys, signs of life, the list and the vault: what is forged, swapped or old is refused and shown", async ({
  page,
  watch,
}) => {
  await atWork(page, watch, async (work) => {
    const { inbox, liar, organisation, server } = work;
    const what = "Dit blijft tussen ons.";
    const melder = await Melder.with(organisation.link);
    await melder.report("Sam", what);
    await inbox.open(what);
    const then = await shownBy(server.origin);
    // the day after the present keys' last brings both others, and today these again
    const next = () => daysOf(epochOf(dayOf())).last + 1;
    for (const name of ["Sam", "Robin"]) await (await organisation.device(name, next)).adviser.sync();
    const robin = await organisation.device("Robin");
    await robin.adviser.sync();
    await inbox.look();
    await inbox.look();
    const [sams, robins] = ["Sam", "Robin"].map((name) => idIn(then.directory, name));

    const is = (adviser: string | undefined) => (signed: Signed) => signerOf(signed) === adviser;
    const instead = (list: readonly Signed[], adviser: string | undefined, one: (signed: Signed) => Signed) =>
      list.map((signed) => (is(adviser)(signed) ? one(signed) : signed));
    const old = (of: "statements" | "heartbeats", adviser: string | undefined) => (shown: Shown) => ({
      [of]: instead(shown[of], adviser, (now) => then[of].find(is(adviser)) ?? now),
    });
    const forged = (of: "statements" | "heartbeats", adviser: string | undefined) => (shown: Shown) => ({
      [of]: instead(shown[of], adviser, (signed) => ({ ...signed, signature: forge(signed.signature) })),
    });
    const lies: readonly (readonly [string, Liar["signed"], Key])[] = [
      ["a colleague's key, forged", forged("statements", robins), "caution.distrusted.statement"],
      ["one's own falling heartbeat", old("heartbeats", sams), "caution.distrusted.heartbeat"],
      ["one's own key of before", withoutSigns(old("statements", sams)), "caution.distrusted.statement"],
      ["a heartbeat that was forged", forged("heartbeats", robins), "caution.distrusted.heartbeat"],
      [
        "a list with somebody else's signature",
        ({ directory }) => ({ directory: { ...directory, signature: (then.heartbeats[0] ?? wrong()).signature } }),
        "caution.distrusted.directory",
      ],
    ];
    liar.signed = lies[0]?.[1];
    const answer = "Wacht tot de server de waarheid zegt.";
    await inbox.field("reply.label").fill(answer);
    await inbox.press("reply.send");
    for (const [name, lie, key] of lies) {
      await test.step(name, async () => {
        liar.signed = lie;
        await isRefused(work, key);
        await expect(page.getByText(t("caution.distrusted.then"))).toBeVisible();
      });
    }
    expect(await melder.answers()).toEqual([]);
    await isBelieved(work);
    const ofColleague: readonly (readonly [string, Liar["signed"]])[] = [
      ["a colleague's falling heartbeat", old("heartbeats", robins)],
      ["a colleague's key of before", withoutSigns(old("statements", robins))],
      [
        "another adviser's key in the place of a colleague's",
        ({ statements }) => ({ statements: instead(statements, robins, () => statements.find(is(sams)) ?? wrong()) }),
      ],
    ];
    for (const [name, lie] of ofColleague) {
      await test.step(`${name} stops this colleague alone`, async () => {
        liar.signed = lie;
        await inbox.look();
        await expect(page.getByText(t("caution.set-aside", { ...OF, name: "Robin" }))).toBeVisible();
      });
    }
    await isBelieved(work);
    await inbox.isOut(answer);
    expect(await melder.answers()).toEqual([answer]);

    await test.step("a vault of before, another one, and a damaged one", async () => {
      const given = new Map<string, Recorded>();
      liar.record = (address, record) => {
        given.set(address, record);
        return record;
      };
      await inbox.look();
      liar.record = (address, record) => given.get(address) ?? record;
      await isRefused(work, "failing.old");
      await isBelieved(work);
      liar.record = (_, { body, version }) => ({ body: altered(body), version });
      await isRefused(work, "failing.two-histories");
      await isBelieved(work);
      await (await organisation.device("Sam")).adviser.sync();
      let manifest: string | undefined;
      liar.record = (address, record) => {
        manifest ??= address;
        return address === manifest ? record : { ...record, body: altered(record.body) };
      };
      await isRefused(work, "failing.vault-altered");
      await isBelieved(work);
    });

    await test.step("a list of before", async () => {
      const { directory } = await shownBy(server.origin);
      await organisation.dismiss("Robin");
      await inbox.look();
      liar.signed = () => ({ directory });
      await isRefused(work, "caution.distrusted.directory-old");
    });
  });
});

test("letters that are held back or altered are missed, and stop nothing", async ({ page, watch }) => {
  await atWork(page, watch, async (work) => {
    const { inbox, liar, organisation } = work;
    const robin = await organisation.device("Robin");
    const [one, other, third] = [
      await Melder.with(organisation.link),
      await Melder.with(organisation.link),
      await Melder.with(organisation.link),
    ];
    await one.report("Sam", "Dit wordt achtergehouden.");
    // a letter to somebody else that came in the same release or a later one: both are over once it is there
    await third.report("Robin", "Is de eerste er al?");
    await robin.threadWith("Is de eerste er al?");
    liar.letters = () => [];
    await inbox.look();
    liar.letters = undefined;
    await one.write("Dit komt wel aan.");
    await other.report("Sam", "Dit is heel.");
    await inbox.open("Dit is heel.");
    await expect(inbox.letter("Dit is heel.")).toBeVisible();
    await expect(page.getByText(t("caution.unreadable_one", { count: 1 }))).toBeVisible();

    await other.write("Dit raakt beschadigd.");
    await third.write("En de tweede?");
    await robin.threadWith("En de tweede?");
    liar.letters = (letters) =>
      letters.map((boxed, at) => {
        const letter = altered(Buffer.from(boxed.letter, "base64url"));
        return { ...boxed, letter: (at % 2 === 0 ? letter : letter.subarray(0, 100)).toString("base64url") };
      });
    await inbox.look();
    liar.letters = undefined;
    await other.write("Dit is weer heel.");
    await expect(async () => {
      await inbox.look();
      await expect(inbox.letter("Dit is weer heel.")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.getByText(t("doubt.missing"))).toBeVisible();
    await expect(inbox.letter("Dit raakt beschadigd.")).toHaveCount(0);
    await inbox.reply("Ik mis een bericht van u.");
    expect(await other.answers()).toEqual(["Ik mis een bericht van u."]);
  });
});

/** The same lie, with no heartbeats at all, which would give it away. */
function withoutSigns(lie: (shown: Shown) => Partial<Shown>): (shown: Shown) => Partial<Shown> {
  return (shown) => ({ ...lie(shown), heartbeats: [] });
}

/** The id of the adviser of this name. */
function idIn({ payload }: Signed, name: string): string {
  const { advisers } = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
    readonly advisers: readonly { readonly name: string; readonly identity: string }[];
  };
  const { identity } = advisers.find((adviser) => adviser.name === name) ?? wrong();
  return Buffer.from(adviserId(Buffer.from(identity, "base64url"))).toString("base64url");
}

function forge(signature: string): string {
  const at = signature.length >> 1;
  return signature.slice(0, at) + (signature[at] === "A" ? "B" : "A") + signature.slice(at + 1);
}

function wrong(): never {
  throw new Error("there are two advisers");
}
