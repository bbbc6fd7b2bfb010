import { beforeEach, describe, expect, it, vi } from "vitest";

import { FOLDERS, languagesIn } from "../build/folders.ts";
import { dayInWords, hourInWords } from "../i18n/format.ts";
import { firstKnown, language, plural, speak, t } from "../i18n/i18n.ts";
import { LANGUAGES, TAGS } from "../i18n/languages.ts";
import { REFERENCE } from "../i18n/tags.ts";
import { lookup } from "../i18n/lookup.ts";

describe("looking a language up", () => {
  it("finds the first that there is", () => {
    expect(firstKnown(["fr-FR", "en-GB", "nl"])).toBe("en");
    expect(firstKnown(["nl-BE", "en"])).toBe("nl");
  });

  it("finds the reference where there is none", () => {
    expect(firstKnown(["fr", "toString"])).toBe(REFERENCE);
    expect(firstKnown([])).toBe(REFERENCE);
  });

  it("takes the nearest that a language is a variety of, in whichever case it is written", () => {
    expect(lookup(["zh-hant-TW"], ["zh", "zh-Hant"])).toBe("zh-Hant");
    expect(lookup(["zh-Hans-CN"], ["zh", "zh-Hant"])).toBe("zh");
    expect(lookup(["z", "english"], ["zh", "en"])).toBeUndefined();
  });
});

describe("a language", () => {
  const root = { lang: "", dir: "" };
  beforeEach(() => vi.stubGlobal("document", { documentElement: root, title: "" }));

  it("is a folder, the reference first", () => {
    expect(TAGS).toEqual(languagesIn(FOLDERS).map(({ tag }) => tag));
    expect(TAGS.slice(0, 1)).toEqual([REFERENCE]);
    expect(LANGUAGES.slice(0, 2).map(({ name }) => name)).toContain("Nederlands");
  });

  it("is spoken: its texts, its plural forms, its way to write days and hours", async () => {
    await speak("en");
    expect([language.value, root.lang, root.dir, document.title]).toEqual(["en", "en", "ltr", "Message"]);
    expect([t("back"), plural("talk.unread", 1), plural("talk.unread", 2)]).toEqual([
      "Back",
      "One message of yours has not been read yet.",
      "2 messages of yours have not been read yet.",
    ]);
    expect([dayInWords(20_580), hourInWords(9)]).toEqual(["7 May 2026", "09:00"]);
    await speak("nl");
    expect([t("back"), dayInWords(20_580)]).toEqual(["Terug", "7 mei 2026"]);
  });

  it("that has no folder is not spoken", async () => {
    await speak("nl");
    await expect(speak("xx")).rejects.toThrow("no language xx");
    expect(language.value).toBe("nl");
  });
});
