import { describe, expect, it } from "vitest";

import { dragged, squareOf } from "../adviser/joining/photo/crop.ts";
import { hourHere, hourInUtc } from "../adviser/joining/notifications/hours.ts";
import { after, counted, firstOf } from "../adviser/joining/plan.ts";
import { matches, twoOf } from "../adviser/joining/vault/parts.ts";

describe("the way to being appointed", () => {
  it("counts what is made for one thing as one step", () => {
    expect(counted("first", "name")).toEqual({ number: 1, of: 9 });
    expect(counted("first", "passphrase")).toEqual(counted("first", "passphrase-back"));
    expect(counted("first", "request")).toEqual({ number: 9, of: 9 });
  });

  it("makes no vault where there is one", () => {
    expect(after("join", "independence")).toBe("making");
    expect(counted("join", "passphrase")).toBeUndefined();
  });

  it("asks first in whose place somebody comes who begins anew", () => {
    expect(firstOf("again")).toBe("former");
    expect(firstOf("first")).toBe("name");
    expect(after("again", "independence")).toBe("vault");
  });

  it("ends with the request", () => {
    expect(after("first", "making")).toBe("request");
    expect(after("renew", "absence")).toBe("request");
  });
});

describe("what is typed back", () => {
  it("is two different parts, in their order, and every part at some time", () => {
    const asked = Array.from({ length: 400 }, () => twoOf(6));
    expect(asked.every(([one, other]) => one >= 0 && one < other && other < 6)).toBe(true);
    expect(new Set(asked.flat()).size).toBe(6);
  });

  it("may be written otherwise, and must not be something else", () => {
    expect(matches("word", " Garden ", "garden")).toBe(true);
    expect(matches("word", "gardens", "garden")).toBe(false);
    expect(matches("group", "io1l", "1011")).toBe(true);
    expect(matches("group", "", "")).toBe(false);
  });

  it("has letters for letters in a word, whatever they look like", () => {
    expect(matches("word", "0ak", "oak")).toBe(false);
  });
});

describe("the square of a photo", () => {
  it("is the largest in the middle, and smaller when zoomed in", () => {
    expect(squareOf(300, 200, { zoom: 1, x: 0.5, y: 0.5 })).toEqual({ left: 50, top: 0, side: 200 });
    expect(squareOf(300, 200, { zoom: 2, x: 1, y: 0 })).toEqual({ left: 200, top: 0, side: 100 });
  });

  it("follows the finger, and stops at the picture's edge", () => {
    const crop = { zoom: 2, x: 0.5, y: 0.5 };
    expect(dragged(300, 200, crop, 0.5, 0)).toEqual({ zoom: 2, x: 0.25, y: 0.5 });
    expect(dragged(300, 200, crop, 9, -9)).toEqual({ zoom: 2, x: 0, y: 1 });
    expect(dragged(200, 200, { zoom: 1, x: 0.5, y: 0.5 }, 1, 1)).toEqual({ zoom: 1, x: 0.5, y: 0.5 });
  });
});

describe("the hour of being told", () => {
  it("is turned from the clock here into UTC and back, over midnight too", () => {
    expect(hourInUtc(9, -120)).toBe(7);
    expect(hourInUtc(0, -60)).toBe(23);
    expect(hourInUtc(20, 300)).toBe(1);
    expect(hourHere(23, -60)).toBe(0);
  });

  it("is shown as it was chosen wherever the clocks are half an hour apart", () => {
    for (const behind of [0, -60, -330, -345, 210, 570, -825]) {
      for (let hour = 0; hour < 24; hour++) {
        expect(hourHere(hourInUtc(hour, behind), behind)).toBe(hour);
      }
    }
  });
});
