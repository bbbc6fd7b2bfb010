/** An adviser's devices: two share a vault, and one goes on where there is no connection. */
import { InboxPage } from "../../pages/inbox.ts";
import { Joining } from "../../pages/joining.ts";
import { Conversation } from "../../pages/conversation.ts";
import { Reporting } from "../../pages/reporting.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../environment/people.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

const t = words("nl");

test("what one device does, the other shows; both answer, and nothing is lost or doubled", async ({
  page,
  browser,
  environment,
}) => {
  const { organisation, server } = environment;
  const people = new People(browser, server.origin);
  const inboxes: InboxPage[] = [];
  for (let number = 0; number < 2; number += 1) {
    const device = (await people.somebody()).page;
    await new Joining(device, t).addDevice(server.origin, organisation.keys("Robin"));
    inboxes.push(new InboxPage(device, t));
  }
  const [one, other] = inboxes;
  if (!one || !other) throw new Error("there are two");

  const what = "Twee apparaten lezen dit.";
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(organisation.link);
  const code = await reporting.report({ about: "integrity", advisers: ["Robin"], what });
  await reporting.press("receipt.done");

  await one.open(what);
  await one.reply("Van het ene apparaat.");
  await one.keepNote("Gebeld op dinsdag.");
  await one.look();
  await other.open("Van het ene apparaat.");
  await expect(other.letter(what)).toBeVisible();
  await expect(other.field("own.notes.label")).toHaveValue("Gebeld op dinsdag.");
  await other.reply("Van het andere apparaat.");
  await one.look();
  await expect(one.letter("Van het andere apparaat.")).toBeVisible();

  // answered at once from both
  for (const inbox of inboxes) await inbox.field("reply.label").fill(`Tegelijk, ${inboxes.indexOf(inbox)}.`);
  await Promise.all(inboxes.map((inbox) => inbox.press("reply.send")));
  await one.isOut("Tegelijk, 0.");
  await other.isOut("Tegelijk, 1.");
  await conversation.open(code);
  for (const said of ["Van het ene", "Van het andere", "Tegelijk, 0.", "Tegelijk, 1."]) {
    await expect(conversation.letter("Robin", said)).toHaveCount(1);
  }
  await expect(conversation.with("Robin").locator("[data-careful]")).toHaveCount(0);
  people.areFine();
});

test("with the server gone: what was read can be read, what is written waits, and goes out when it is back", async ({
  page,
  browser,
  watch,
}) => {
  await inTestEnvironment([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const people = new People(browser, server.origin);
    const { page: device, watch: watchDevice } = await people.somebody();
    watchDevice.expect(/Failed to load resource|NetworkError|CORS|net::ERR|fetch/);
    const keys = organisation.keys("Sam");
    const inbox = new InboxPage(device, t);
    await new Joining(device, t).addDevice(server.origin, keys);
    const what = "Straks is de server weg.";
    const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
    await reporting.open(organisation.link);
    const code = await reporting.report({ about: "talk", advisers: ["Sam"], what });
    await inbox.open(what);
    await inbox.keptForOffline();

    await server.stop();
    await device.reload();
    await inbox.wrongPassphrase("not these six words at all");
    await inbox.unlock(keys.passphrase);
    await expect(device.getByText(t("sync.offline"))).toBeVisible();
    await inbox.row(what).click();
    await expect(inbox.letter(what)).toBeVisible();
    await inbox.field("reply.label").fill("Geschreven zonder verbinding.");
    await inbox.press("reply.send");
    const own = inbox.letter("Geschreven zonder verbinding.");
    await expect(own.getByText(t("letter.state.waiting"), { exact: true })).toBeVisible();
    await expect(device.getByText(t("sync.offline"))).toBeVisible();

    await server.startAgain();
    await inbox.look();
    await inbox.isOut("Geschreven zonder verbinding.");
    await reporting.open(organisation.link);
    await conversation.open(code);
    await expect(conversation.letter("Sam", "Geschreven zonder verbinding.")).toHaveCount(1);
    people.areFine();
  });
});
