/** What goes wrong on the way: connections, busy servers, mistyped and unknown codes. Nothing is lost, nothing comes twice. */
import type { Page } from "@playwright/test";

import { Conversation } from "../pages/conversation.ts";
import { type Answers, Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { FAILED_CALL } from "../watch.ts";
import { inTestEnvironment } from "../environment/test-environment.ts";

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
async function upToSending(reporting: Reporting, link: string, what: string): Promise<string> {
  await reporting.open(link);
  await reporting.answer(answers(what));
  return await reporting.keepCode();
}

for (const [when, reaches] of [
  ["before the server has the letters", false],
  ["after the server has them, before its answer", true],
] as const) {
  test(`the connection breaks ${when}: tried again, it arrives once`, async ({ page, environment, watch }) => {
    watch.expect(FAILED_CALL);
    await page.addInitScript(cuttable);
    const reporting = new Reporting(page, t);
    const what = reaches ? "Het antwoord ging verloren." : "De verbinding viel weg.";
    const code = await upToSending(reporting, environment.organisation.link, what);
    await page.evaluate((cut) => (window.cut = cut), reaches ? ("answers" as const) : ("requests" as const));
    await reporting.confirm(code);
    await reporting.isTold("fault.offline.title");
    await page.evaluate(() => (window.cut = "nothing"));
    await reporting.press("retry");
    await reporting.shows("receipt.title");
    const sam = await environment.organisation.adviser("Sam");
    await sam.threadWith(what);
    expect(await sam.countOf(what)).toBe(1);
  });
}

test("a busy server: everything is kept, and sent when it has time", async ({ page, environment, watch }) => {
  watch.expect(FAILED_CALL);
  const reporting = new Reporting(page, t);
  const code = await upToSending(reporting, environment.organisation.link, "Het was druk.");
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
  await reporting.confirm(code);
  await reporting.isTold("fault.busy.title");
  await page.unroute(POST);
  await reporting.press("retry");
  await reporting.shows("receipt.title");
  await (await environment.organisation.adviser("Sam")).threadWith("Het was druk.");
});

test("where posting costs work, the browser does it", async ({ page, watch }) => {
  await inTestEnvironment(
    ["--letters-per-release", "4", "--letters-per-day", "4", "--highest-difficulty", "8"],
    async (environment) => {
      watch.allow(environment.server.origin);
      const reporting = new Reporting(page, t);
      const other = await upToSending(reporting, environment.organisation.link, "Ik was de eerste.");
      await reporting.confirm(other);
      await reporting.shows("receipt.title");
      await reporting.press("receipt.done");
      const works: (string | undefined)[] = [];
      page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/letters")) {
          works.push(request.headers()["fluister-work"]);
        }
      });
      await reporting.report(answers("Ik moest rekenen."));
      expect(works.at(-1)).toMatch(/^[\w-]{96}$/);
      await (await environment.organisation.adviser("Sam")).threadWith("Ik moest rekenen.");
    },
  );
});

async function told(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words).first()).toBeVisible();
}

test("a code that is mistyped is told in words, without asking the server", async ({ page, environment }) => {
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(environment.organisation.link);
  await conversation.return();
  const calls: string[] = [];
  page.on("request", (request) => calls.push(request.url()));
  await conversation.enter("K7QF-92MX-3HTB");
  await told(page, t("enter.code-length", { count: 12 }));
  await conversation.enter("K7QF-92MX-3HTB-8WRD-V5NC-A4J!");
  await told(page, t("enter.code-character"));
  await conversation.enter("K7QF-92MX-3HTB-8WRD-V5NC-A4J0");
  await told(page, t("enter.code-check"));
  expect(calls).toEqual([]);
});

test("a code under which nothing lies", async ({ page, environment }) => {
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(environment.organisation.link);
  await reporting.answer(answers("Dit wordt niet verstuurd."));
  const code = await reporting.keepCode();
  await reporting.open(environment.organisation.link);
  await conversation.return();
  await conversation.enter(code);
  await conversation.isTold("fault.nothing.title");
});
