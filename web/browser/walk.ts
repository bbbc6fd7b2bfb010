/**
 * A walk through every screen, to look at each in the same way.
 */
import { expect, type Page } from "@playwright/test";

import { note } from "./files.ts";
import type { Look } from "./screens/screen.ts";
import { Talking } from "./screens/talking.ts";
import { Telling } from "./screens/telling.ts";
import type { Words } from "./screens/words.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world/world.ts";

/** Who walks, and where. */
export interface Walker {
  readonly page: Page;
  readonly world: World;
  readonly watch: Watch;
}

/** Goes everywhere: a report with a file, a mistyped code, an answer, a follow-up, another adviser, the end. */
export async function walk({ page, world, watch }: Walker, t: Words, look: Look): Promise<void> {
  const [telling, talking] = [new Telling(page, t, look), new Talking(page, t, look)];
  const { organisation } = world;
  await telling.open(organisation.link);
  const said = `Een rondgang, nummer ${Date.now()}.`;
  const code = await telling.report({ about: "integrity", advisers: ["Sam"], what: said, files: [note] });
  const { thread } = await organisation.threadWith("Sam", said);
  await organisation.reply("Sam", thread, "Dank u.");
  await telling.press("receipt.done");
  await talking.return();
  await talking.enter("K7QF-92MX");
  await expect(page.getByRole("textbox", { name: t("enter.label") })).toHaveAttribute("aria-invalid", "true");
  await look("enter.code-length");
  await talking.enter(code);
  await talking.shows("talk.title");
  await talking.write("Nog iets.");
  await talking.press("talk.another");
  await talking.shows("another.title");
  await talking.press("cancel");
  await talking.withdraw();
  // where nothing is, the server says so
  watch.expect(/404/);
  await page.goto("about:blank");
  await page.goto(`${world.server.origin}/niemand`);
  await talking.shows("fault.unknown.title");
}
