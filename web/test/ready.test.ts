import { describe, expect, it } from "vitest";

import { PAGES, readyText } from "../organisation/pages/names.ts";

const VALUES = { organisation: "Voorbeeld & Co", days: "150" };

describe("the texts that pages begin with", () => {
  it.each(["nl", "en"])("are there in %s, with nothing left to fill in", async (language) => {
    for (const name of PAGES) {
      const text = await readyText(name, language, VALUES);
      expect(text?.startsWith("# "), name).toBe(true);
      expect(text, name).not.toMatch(/\{\{|\}\}/);
    }
  });

  it("name the organisation, and how long letters stay", async () => {
    expect(await readyText("retention", "nl-BE", VALUES)).toContain("na 150 dagen");
    expect(await readyText("adviser", "en", VALUES)).toContain("of Voorbeeld & Co listens");
  });

  it("are none in a language that they were not written in", async () => {
    expect(await readyText("adviser", "fr", VALUES)).toBeUndefined();
  });
});
