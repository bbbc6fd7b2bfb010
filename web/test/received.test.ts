import { expect, it } from "vitest";

import { fileName, handedOutAs } from "../ui/received.ts";

it("gives a file a name that leads nowhere, and does not look like another", () => {
  expect(fileName("foto 1 (klein) – Żółw 🐢👩‍👧.jpg")).toBe("foto 1 (klein) – Żółw 🐢👩‍👧.jpg");
  expect(fileName("../../C:\\evil\u0000\n.txt")).toBe(".._.._C__evil__.txt");
  // Shown it would end in .jpg.
  expect(fileName("photo\u202egpj.exe")).toBe("photo_gpj.exe");
  expect(fileName("a\u2066b\u2069c\u200fd\u061ce")).toBe("a_b_c_d_e");
});

it.each(["image/jpeg", "image/png", "image/webp"])("hands out %s as what it is", (mediaType) => {
  expect(handedOutAs(mediaType)).toBe(mediaType);
});

it.each([
  "image/svg+xml",
  "image/svg",
  "image/gif",
  "image/tiff",
  "image/",
  "image/jpeg ",
  "image/jpeg; charset=utf-8",
  "IMAGE/PNG",
  "image/png\u0000",
  "text/html",
  "application/xhtml+xml",
  "application/pdf",
  "toString",
  "",
])("hands out '%s' as something that nothing opens", (mediaType) => {
  expect(handedOutAs(mediaType)).toBe("application/octet-stream");
});
