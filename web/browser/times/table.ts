/** Puts what came out into a section of benches/RESULTS.md, and prints it. */
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, release, totalmem } from "node:os";
import { resolve } from "node:path";

import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

import { type AdviserRound, ROUNDS, type Round, middle } from "./rounds.ts";

const RESULTS = resolve(import.meta.dirname, "../../../benches/RESULTS.md");
/** `cargo xtask bench` leaves alone what is from the first to the second. */
const [BEGIN, END] = ["<!-- browsers -->", "<!-- /browsers -->"];

type Row<R> = readonly [what: string, figure: keyof R, against: keyof R, limit: string];
type Rounds<R> = readonly (readonly [browser: string, rounds: readonly R[]])[];

const MELDER: readonly Row<Round>[] = [
  ["opening, until the first screen can be used", "usable", "plain", "opening a page without scripts"],
  ["opening, until the list of advisers is verified", "verified", "seal", "one X-Wing seal"],
  ["'send', until the receipt", "receipt", "seal", "one X-Wing seal"],
];

const ADVISER: readonly Row<AdviserRound>[] = [
  ["unlock, 1,000 threads", "unlock", "argon", "one Argon2id"],
  ["first sync of 1,000 letters, on a new device", "sync", "opens", "1,000 X-Wing openings"],
  ["other threads of the inbox's 1,000 shown", "inbox", "plain", "opening a page without scripts"],
];

/** Collects the rounds of all browsers. */
export default class Table implements Reporter {
  readonly #melder: (readonly [browser: string, rounds: readonly Round[]])[] = [];
  readonly #adviser: (readonly [browser: string, rounds: readonly AdviserRound[]])[] = [];
  readonly #load = loadavg();

  onTestEnd(test: TestCase, { attachments }: TestResult): void {
    const browser = test.parent.project()?.name ?? "";
    for (const { name, body } of attachments) {
      if (body === undefined) continue;
      if (name === "melder") this.#melder.push([browser, JSON.parse(body.toString()) as Round[]]);
      if (name === "adviser") this.#adviser.push([browser, JSON.parse(body.toString()) as AdviserRound[]]);
    }
  }

  onEnd({ status }: FullResult): void {
    if (status !== "passed") return;
    const section = [BEGIN, ...this.#section(), END].join("\n");
    process.stdout.write(`${section}\n`);
    const all = readFileSync(RESULTS, "utf8");
    const [from, to] = [all.indexOf(BEGIN), all.indexOf(END)];
    const rest = from < 0 ? [`${all.trimEnd()}\n\n`, "\n"] : [all.slice(0, from), all.slice(to + END.length)];
    writeFileSync(RESULTS, rest.join(section));
  }

  #section(): readonly string[] {
    const [cpu] = cpus();
    const load = this.#load.map((figure) => figure.toFixed(2)).join(", ");
    return [
      "## In browsers",
      "",
      "Written by `npm run times` in `web/browser`. A melder opens the page and reports to one adviser, against the debug build of the",
      `server on the same machine; ${ROUNDS} rounds, each in a new page: the middle one (the least to the most), in milliseconds. A ratio is`,
      "taken within each round, against what the same browser took for the limit in that round. No time is spent on a network.",
      "",
      `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, ${arch()}, kernel ${release()};`,
      `load before (1, 5, 15 minutes): ${load}.`,
      "",
      ...table(this.#melder, MELDER),
      ...(this.#adviser.length > 0 ? this.#advisers() : []),
    ];
  }

  #advisers(): readonly string[] {
    return [
      "",
      "An adviser, with a further device for each round: 1,000 letters have come, 125 of them to this adviser. Then more, until there",
      "are 1,000 threads.",
      "",
      ...table(this.#adviser, ADVISER),
    ];
  }
}

function table<R extends Readonly<Record<keyof R, number>>>(all: Rounds<R>, rows: readonly Row<R>[]): string[] {
  return [
    "| browser | | measured | against | ratio |",
    "| --- | --- | --- | --- | --- |",
    ...all.flatMap(([browser, rounds]) => rows.map((row) => line(browser, rounds, row))),
  ];
}

function line<R extends Readonly<Record<keyof R, number>>>(browser: string, rounds: readonly R[], row: Row<R>): string {
  const [what, figure, against, limit] = row;
  const measured = shown(rounds.map((round) => round[figure]));
  const held = shown(rounds.map((round) => round[against]));
  const ratio = shown(rounds.map((round) => round[figure] / round[against]));
  return `| ${browser} | ${what} | ${measured} | ${limit}: ${held} | ${ratio} × |`;
}

function shown(figures: readonly number[]): string {
  const { median, least, most } = middle(figures);
  const digits = median < 10 ? 1 : 0;
  return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
