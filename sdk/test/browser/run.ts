// Every vector in a browser: `web/browser` serves a page with this as its script, and asks for `vectors`.

import { fetchFiles } from "./files.js";

declare global {
  /** What came of it: how many vectors there were, and what is wrong. */
  var vectors: Promise<{ readonly ran: number; readonly failures: readonly string[] }>;
}

globalThis.vectors = run();

async function run(): Promise<{ ran: number; failures: string[] }> {
  const answer = await fetch("/vectors.json");
  await fetchFiles((await answer.json()) as string[]);
  // Some of it reads files as soon as it is loaded.
  const { allFiles, runFile, runPublic } = await import("../vectors/all.js");
  const failures: string[] = [];
  let ran = 0;
  const { own, others } = allFiles();
  for (const name of own) {
    // Lets the browser see that the page is alive.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const outcome = runFile(name);
    ran += outcome.ran;
    failures.push(...outcome.failures.map((failure) => `${name}: ${failure}`));
  }
  for (const name of others) {
    ran += runPublic(name);
  }
  return { ran, failures };
}
