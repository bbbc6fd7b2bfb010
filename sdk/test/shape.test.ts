import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Code } from "../src/protocol/code.js";
import { LETTER } from "../src/protocol/letter.js";
import { TestEnvironment } from "./real/environment.js";
import { type Call, reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});
after(() => environment.close());

/** What somebody on the way sees of calls, but for the few digits of how long a challenge lasts. */
function outline(calls: readonly Call[]): string[] {
  return calls.map(({ method, path, sent, received }) =>
    path.endsWith("/challenge") ? `${method} ${path}` : `${method} ${path} ${sent} ${received}`,
  );
}

test("reporting, reading, following up and finding nothing look the same", async () => {
  const code = Code.draw();
  const seen = new Map<string, string[]>();
  const watch = async (name: string, visit: (melder: Awaited<ReturnType<typeof arrive>>) => Promise<unknown>) => {
    const calls: Call[] = [];
    await visit(await arrive(environment, reach(calls)));
    seen.set(name, outline(calls));
  };
  const draft = { ...PLAIN, text: words() };
  await watch("report", (melder) => melder.report(code, [card(melder, "Sam").id], draft));
  await watch("read", (melder) => melder.read(code));
  await watch("follow up", (melder) => melder.followUp(code, { text: words(), attachments: [] }));
  await watch("nothing", (melder) => assert.rejects(melder.read(Code.draw()), { kind: "nothing" }));
  await watch("nothing to follow up", (melder) =>
    assert.rejects(melder.followUp(Code.draw(), { text: words(), attachments: [] }), { kind: "nothing" }),
  );
  await watch("nothing to withdraw", (melder) => assert.rejects(melder.withdraw(Code.draw()), { kind: "nothing" }));

  const report = seen.get("report") ?? [];
  for (const [name, calls] of seen) {
    assert.deepEqual(calls, report, name);
  }
  const post = `POST /v1/organisations/acme/letters ${4 * (32 + LETTER)} 0`;
  assert.equal(report.at(-1), post);
  // What the description of the API promises of a short thread.
  const bytes = report.flatMap((call) => call.split(" ").slice(2).map(Number));
  assert.ok(bytes.reduce((sum, some) => sum + some, 0) < 400_000);
  assert.ok(report.length <= 12);
});
