import { describe, expect, it } from "vitest";

import { PAGES } from "../pages/pages.ts";
import { gapsOf, readyText } from "../organisation/pages/ready.ts";

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

  it("leave the same to the organisation in both languages", async () => {
    for (const name of PAGES) {
      const [nl = "", en = ""] = await Promise.all(["nl", "en"].map((tag) => readyText(name, tag, VALUES)));
      expect(gapsOf(nl).length, name).toBe(gapsOf(en).length);
      expect(gapsOf(nl).length, name).toBe(name === "adviser" || name === "retention" ? 0 : 1);
    }
  });

  it("are none in a language that they were not written in", async () => {
    expect(await readyText("adviser", "fr", VALUES)).toBeUndefined();
  });
});
