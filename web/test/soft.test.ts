import { describe, expect, it } from "vitest";

import { softened } from "../ui/soft.ts";

describe("long words", () => {
  it("are divided between their halves", () => {
    expect(softened("Uw vertrouwenspersoon.")).toBe("Uw vertrouwens\u00adpersoon.");
    expect(softened("Belangenverstrengeling of vriendjespolitiek")).toBe(
      "Belangen\u00adverstrengeling of vriendjes\u00adpolitiek",
    );
  });

  it("are left alone where they are short", () => {
    for (const text of ["Vertrouwen", "belangen", "telefoons", "a telephone number"]) {
      expect(softened(text)).toBe(text);
    }
  });
});
