/** An adviser's devices: two share a vault, and one goes on where there is no connection. */
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { People } from "../../world/people.ts";
import { inWorld } from "../../world/world.ts";

const t = words("nl");

test("what one device does, the other shows; both answer, and nothing is lost or doubled", async ({
  page,
  browser,
  world,
}) => {
  const { organisation, server } = world;
  const people = new People(browser, server.origin);
  const desks: Desk[] = [];
  for (let number = 0; number < 2; number += 1) {
    const device = (await people.somebody()).page;
    await new Joining(device, t).addDevice(server.origin, organisation.keys("Robin"));
    desks.push(new Desk(device, t));
  }
  const [one, other] = desks;
  if (!one || !other) throw new Error("there are two");

  const what = "Twee apparaten lezen dit.";
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await telling.open(organisation.link);
  const code = await telling.report({ about: "integrity", advisers: ["Robin"], what });
  await telling.press("receipt.done");

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
  for (const desk of desks) await desk.field("reply.label").fill(`Tegelijk, ${desks.indexOf(desk)}.`);
  await Promise.all(desks.map((desk) => desk.press("reply.send")));
  await one.isOut("Tegelijk, 0.");
  await other.isOut("Tegelijk, 1.");
  await talking.open(code);
  for (const said of ["Van het ene", "Van het andere", "Tegelijk, 0.", "Tegelijk, 1."]) {
    await expect(talking.letter("Robin", said)).toHaveCount(1);
  }
  await expect(page.getByRole("region", { name: t("talk.with", { name: "Robin" }) }).locator(".careful")).toHaveCount(
    0,
  );
  people.areFine();
});

test("with the server gone: what was read can be read, what is written waits, and goes out when it is back", async ({
  page,
  browser,
  watch,
}) => {
  await inWorld([], async ({ server, organisation }) => {
    watch.allow(server.origin);
    const people = new People(browser, server.origin);
    const { page: device, watch: watchDevice } = await people.somebody();
    watchDevice.expect(/Failed to load resource|NetworkError|CORS|net::ERR|fetch/);
    const keys = organisation.keys("Sam");
    const desk = new Desk(device, t);
    await new Joining(device, t).addDevice(server.origin, keys);
    const what = "Straks is de server weg.";
    const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
    await telling.open(organisation.link);
    const code = await telling.report({ about: "talk", advisers: ["Sam"], what });
    await desk.open(what);
    await desk.keptForOffline();

    await server.stop();
    await device.reload();
    await desk.wrongPassphrase("not these six words at all");
    await desk.unlock(keys.passphrase);
    await expect(device.getByText(t("sync.offline"))).toBeVisible();
    await desk.row(what).click();
    await expect(desk.letter(what)).toBeVisible();
    await desk.field("reply.label").fill("Geschreven zonder verbinding.");
    await desk.press("reply.send");
    const own = desk.letter("Geschreven zonder verbinding.");
    await expect(own.getByText(t("letter.state.waiting"), { exact: true })).toBeVisible();
    await expect(device.getByText(t("sync.offline"))).toBeVisible();

    await server.startAgain();
    await desk.look();
    await desk.isOut("Geschreven zonder verbinding.");
    await telling.open(organisation.link);
    await talking.open(code);
    await expect(talking.letter("Sam", "Geschreven zonder verbinding.")).toHaveCount(1);
    people.areFine();
  });
});
