/** A walk through every screen of the melder, to look at each in the same way. */
import { expect, type Page } from "@playwright/test";

import { note } from "../files.ts";
import type { Looking } from "../looks/looking.ts";
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import type { Words } from "../pages/words.ts";
import type { Watch } from "../watch.ts";
import type { TestEnvironment } from "../environment/test-environment.ts";

/** Who walks, and where. */
export interface Walker {
  readonly page: Page;
  readonly environment: TestEnvironment;
  readonly watch: Watch;
}

/** Goes everywhere: a report with a file, a mistyped code, an answer, a follow-up, another adviser, the end. */
export async function walk({ page, environment, watch }: Walker, t: Words, look: Looking): Promise<void> {
  const [reporting, conversation] = [new Reporting(page, t, look), new Conversation(page, t, look)];
  const { organisation } = environment;
  await reporting.open(organisation.link);
  const said = `Een rondgang, nummer ${Date.now()}.`;
  const code = await reporting.report({ about: "integrity", advisers: ["Sam"], what: said, files: [note] });
  const { thread } = await organisation.threadWith("Sam", said);
  await organisation.reply("Sam", thread, "Dank u.");
  await reporting.press("receipt.done");
  await conversation.return();
  await conversation.enter("K7QF-92MX");
  await expect(page.getByRole("textbox", { name: t("enter.label") })).toHaveAttribute("aria-invalid", "true");
  await look("enter.code-length");
  await conversation.enter(code);
  await conversation.shows("talk.title");
  await conversation.write("Nog iets.");
  await conversation.press("talk.another");
  await conversation.shows("another.title");
  await conversation.press("cancel");
  await conversation.withdraw();
  // where nothing is, the server says so
  watch.expect(/404/);
  await page.goto("about:blank");
  await page.goto(`${environment.server.origin}/niemand`);
  await conversation.shows("fault.unknown.title");
}
