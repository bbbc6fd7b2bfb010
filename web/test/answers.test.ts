import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { speak } from "../i18n/i18n.ts";
import { answers, fittingCategories, forget, told } from "../melder/answers.ts";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await speak("en");
});
beforeEach(forget);

describe("what was told", () => {
  it("is one text, each answer under its question", () => {
    answers.what.value = " They laughed. ";
    answers.who.value = "Somebody";
    expect(told()).toBe("They laughed.\n\nWho is involved?\nSomebody");
  });

  it("says where somebody only wants to talk", () => {
    answers.what.value = "Hello";
    answers.about.value = "talk";
    expect(told()).toBe("Hello\n\nI only want to talk");
  });

  it("is nothing after it was forgotten", () => {
    answers.what.value = "Hello";
    answers.files.value = [];
    forget();
    expect(told()).toBe("");
  });
});

describe("kinds", () => {
  it("fit what was chosen, and are all there where that is not known", () => {
    answers.about.value = "conduct";
    expect(fittingCategories()).not.toContain("fraud");
    answers.about.value = "integrity";
    expect(fittingCategories()).not.toContain("bullying");
    answers.about.value = "unsure";
    const all = fittingCategories();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(["bullying", "personal", "retaliation", "fraud", "other"]));
    expect(all.at(-1)).toBe("other");
  });
});
