/** What goes wrong on the way: connections, busy servers, mistyped and unknown codes. Nothing is lost, nothing comes twice. */
import type { Page } from "@playwright/test";

import { Talking } from "../screens/talking.ts";
import { type Answers, Telling } from "../screens/telling.ts";
import { words } from "../screens/words.ts";
import { expect, test } from "../test.ts";
import { FAILED_CALL } from "../watch.ts";
import { inWorld } from "../world/world.ts";

const t = words("nl");
const POST = "**/v1/organisations/voorbeeld/letters";

function answers(what: string): Answers {
  return { about: "conduct", advisers: ["Sam"], what };
}

declare global {
  interface Window {
    /** What of posts goes lost. */
    cut?: "requests" | "answers" | "nothing";
  }
}

/** In the page: a connection that can break in the middle of a post. */
function cuttable(): void {
  const real = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const post = (init?.method ?? (input instanceof Request ? input.method : "GET")) === "POST";
    if (post && window.cut === "requests") throw new TypeError("cut off");
    const answer = await real(input, init);
    if (post && window.cut === "answers") throw new TypeError("cut off");
    return answer;
  };
}

/** Up to the moment of sending; gives the code. */
async function upToSending(telling: Telling, link: string, what: string): Promise<string> {
  await telling.open(link);
  await telling.answer(answers(what));
  return await telling.keepCode();
}

for (const [when, reaches] of [
  ["before the server has the letters", false],
  ["after the server has them, before its answer", true],
] as const) {
  test(`the connection breaks ${when}: tried again, it arrives once`, async ({ page, world, watch }) => {
    watch.expect(FAILED_CALL);
    await page.addInitScript(cuttable);
    const telling = new Telling(page, t);
    const what = reaches ? "Het antwoord ging verloren." : "De verbinding viel weg.";
    const code = await upToSending(telling, world.organisation.link, what);
    await page.evaluate((cut) => (window.cut = cut), reaches ? ("answers" as const) : ("requests" as const));
    await telling.confirm(code);
    await telling.isTold("fault.offline.title");
    await page.evaluate(() => (window.cut = "nothing"));
    await telling.press("retry");
    await telling.shows("receipt.title");
    await world.organisation.threadWith("Sam", what);
    const threads = await world.organisation.inbox("Sam");
    const letters = threads.flatMap((thread) => thread.letters).filter((letter) => letter.text.includes(what));
    expect(letters).toHaveLength(1);
  });
}

test("a busy server: everything is kept, and sent when it has time", async ({ page, world, watch }) => {
  watch.expect(FAILED_CALL);
  const telling = new Telling(page, t);
  const code = await upToSending(telling, world.organisation.link, "Het was druk.");
  await page.route(POST, async (route) => {
    if (route.request().method() !== "POST") {
      await route.fallback();
      return;
    }
    await route.fulfill({
      status: 503,
      headers: { "content-type": "application/problem+json", "retry-after": "1" },
      body: JSON.stringify({ type: "/problems/busy", title: "Busy", status: 503, detail: "Try again later." }),
    });
  });
  await telling.confirm(code);
  await telling.isTold("fault.busy.title");
  await page.unroute(POST);
  await telling.press("retry");
  await telling.shows("receipt.title");
  await world.organisation.threadWith("Sam", "Het was druk.");
});

test("where posting costs work, the browser does it", async ({ page, watch }) => {
  await inWorld(
    ["--letters-per-release", "4", "--letters-per-day", "4", "--highest-difficulty", "8"],
    async (world) => {
      watch.allow(world.server.origin);
      const telling = new Telling(page, t);
      const other = await upToSending(telling, world.organisation.link, "Ik was de eerste.");
      await telling.confirm(other);
      await telling.shows("receipt.title");
      await telling.press("receipt.done");
      const works: (string | undefined)[] = [];
      page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/letters")) {
          works.push(request.headers()["fluister-work"]);
        }
      });
      await telling.report(answers("Ik moest rekenen."));
      expect(works.at(-1)).toMatch(/^[\w-]{96}$/);
      await world.organisation.threadWith("Sam", "Ik moest rekenen.");
    },
  );
});

async function told(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words).first()).toBeVisible();
}

test("a code that is mistyped is told in words, without asking the server", async ({ page, world }) => {
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await telling.open(world.organisation.link);
  await talking.return();
  const calls: string[] = [];
  page.on("request", (request) => calls.push(request.url()));
  await talking.enter("K7QF-92MX-3HTB");
  await told(page, t("enter.code-length", { count: 12 }));
  await talking.enter("K7QF-92MX-3HTB-8WRD-V5NC-A4J!");
  await told(page, t("enter.code-character"));
  await talking.enter("K7QF-92MX-3HTB-8WRD-V5NC-A4J0");
  await told(page, t("enter.code-check"));
  expect(calls).toEqual([]);
});

test("a code under which nothing lies", async ({ page, world }) => {
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await telling.open(world.organisation.link);
  await telling.answer(answers("Dit wordt niet verstuurd."));
  const code = await telling.keepCode();
  await telling.open(world.organisation.link);
  await talking.return();
  await talking.enter(code);
  await talking.isTold("fault.nothing.title");
});
