import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { faultsIn } from "../build/complete.ts";
import { FOLDERS } from "../build/folders.ts";
import { REFERENCE } from "../i18n/tags.ts";

describe("the languages", () => {
  it("say the same", () => {
    expect(faultsIn(FOLDERS)).toEqual([]);
  });
});

describe("a language of which something is missing", () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  /** Languages with one more, a copy of the English one with one file changed, and what is found to be wrong. */
  function faultsWith(tag: string, file: string, change: (text: string) => string): readonly string[] {
    const folder = mkdtempSync(join(tmpdir(), "fluister-languages-"));
    folders.push(folder);
    for (const [from, to] of [
      [REFERENCE, REFERENCE],
      ["en", tag],
    ] as const) {
      cpSync(join(FOLDERS, from), join(folder, to), { recursive: true });
    }
    const path = join(folder, tag, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    return faultsIn(folder);
  }
  const json = (change: (texts: Record<string, string>) => object) => (text: string) =>
    JSON.stringify(change(JSON.parse(text) as Record<string, string>));

  it("is told with the file and the key", () => {
    expect(
      faultsWith(
        "de",
        "common.json",
        json((texts) => Object.fromEntries(Object.entries(texts).filter(([key]) => key !== "back"))),
      ),
    ).toEqual(["de/common.json: back is missing"]);
    expect(
      faultsWith(
        "de",
        "adviser.json",
        json((texts) => ({ ...texts, "no.such": "x", "unlock.open": " " })),
      ),
    ).toEqual(["de/adviser.json: no.such is in no other language", "de/adviser.json: unlock.open is empty"]);
  });

  it("is told which values a text lacks", () => {
    expect(
      faultsWith(
        "de",
        "common.json",
        json((texts) => ({ ...texts, "question.of": "{{number}}" })),
      ),
    ).toEqual(["de/common.json: question.of has other values than nl's"]);
    expect(
      faultsWith(
        "de",
        "pages.json",
        json((texts) => ({ ...texts, adviser: "# {{days}}" })),
      ),
    ).toEqual(["de/pages.json: adviser has other values than nl's"]);
  });

  it("is told which plural forms it lacks, by its own language's rules", () => {
    const faults = faultsWith(
      "pl",
      "joining.json",
      json((texts) => texts),
    );
    expect(faults).toContain("pl/joining.json: joining.idle.minutes_few is missing");
    expect(faults).toContain("pl/joining.json: joining.idle.minutes_many is missing");
    expect(faults).toContain("pl/common.json: talk.unread_few is missing");
    expect(
      faultsWith(
        "ja",
        "joining.json",
        json((texts) => texts),
      ),
    ).toContain("ja/joining.json: joining.idle.minutes_one is in no other language");
  });

  it("is told which links its pages lack", () => {
    expect(faultsWith("de", "help.html", (page) => page.replace('href="tel:112"', 'href="tel:911"'))).toEqual([
      "de/help.html: tel:112 is missing",
      "de/help.html: tel:911 is in no other language",
    ]);
  });

  it("is told how it is not described", () => {
    expect(
      faultsWith(
        "de",
        "language.json",
        json((language) => ({ ...language, direction: "up", format: "xx-XX" })),
      ),
    ).toEqual([
      "de/language.json: direction is neither ltr nor rtl",
      "de/language.json: format is no locale that is known",
    ]);
  });
});
