import { expect, test } from "vitest";

import { fileName } from "../ui/received.ts";

test("a file's name leads nowhere, and does not look like another", () => {
  expect(fileName("foto 1 (klein) – Żółw 🐢👩‍👧.jpg")).toBe("foto 1 (klein) – Żółw 🐢👩‍👧.jpg");
  expect(fileName("../../C:\\evil\u0000\n.txt")).toBe(".._.._C__evil__.txt");
  // Shown it would end in .jpg.
  expect(fileName("photo\u202egpj.exe")).toBe("photo_gpj.exe");
  expect(fileName("a\u2066b\u2069c\u200fd\u061ce")).toBe("a_b_c_d_e");
});
