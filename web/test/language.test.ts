import { describe, expect, it } from "vitest";

import { firstKnown } from "../i18n/i18n.ts";
import { mirrored } from "../i18n/pseudo.ts";

describe("the language", () => {
  it("is the first that there is", () => {
    expect(firstKnown(["fr-FR", "en-GB", "nl"])).toBe("en");
    expect(firstKnown(["nl-BE", "en"])).toBe("nl");
  });

  it("is Dutch where there is none", () => {
    expect(firstKnown(["fr", "toString"])).toBe("nl");
    expect(firstKnown([])).toBe("nl");
  });
});

describe("the mirrored texts", () => {
  it("turn every word round, and keep values and the marks of lists", () => {
    expect(mirrored({ a: "- two {{count}} words" })).toEqual({ a: "- \u202etwo\u202c {{count}} \u202ewords\u202c" });
  });
});
