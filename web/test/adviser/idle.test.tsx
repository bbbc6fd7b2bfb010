// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { chooseIdleMinutes, idleMinutes, isLockingSoon, watchIdle } from "../../adviser/idle.ts";
import { isOpen } from "../../adviser/view.ts";
import { after } from "../page.tsx";
import { closeApp, openApp } from "./app.tsx";
import { inbox } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

const MINUTE = 60_000;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  await watchIdle();
});

beforeEach(async () => {
  touch();
  await openApp({ inbox: inbox() });
});

afterEach(closeApp);

function touch(): void {
  dispatchEvent(new Event("pointermove"));
}

/** The machine sleeps: the clock goes on, and nothing else. */
function sleep(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

it("locks a vault at which nobody was, and says so a minute before", async () => {
  await after(() => vi.advanceTimersByTime(14 * MINUTE));
  expect([isOpen.value, isLockingSoon.value]).toEqual([true, false]);
  await after(() => vi.advanceTimersByTime(MINUTE - 1));
  expect([isOpen.value, isLockingSoon.value]).toEqual([true, true]);
  await after(() => vi.advanceTimersByTime(5_001));
  expect([isOpen.value, isLockingSoon.value]).toEqual([false, false]);
});

it("leaves it open for whoever is there", async () => {
  for (let minutes = 0; minutes < 30; minutes += 10) {
    await after(() => vi.advanceTimersByTime(10 * MINUTE));
    await after(touch);
  }
  expect([isOpen.value, isLockingSoon.value]).toEqual([true, false]);
});

it("is not opened by the first touch of a machine that slept", async () => {
  sleep(15 * MINUTE + 1);
  await after(touch);
  expect(isOpen.value).toBe(false);
});

it("takes no less than five minutes, and no more than an hour", async () => {
  for (const [chosen, due] of [
    [1, 5],
    [5, 5],
    [60, 60],
    [600, 60],
  ] as const) {
    await chooseIdleMinutes(chosen);
    expect(idleMinutes.value).toBe(due);
  }
  await chooseIdleMinutes(15);
});
