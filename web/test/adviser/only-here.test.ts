import { afterEach, expect, it, vi } from "vitest";

import { onlyHere } from "../../adviser/worker/only-here.ts";

type Holding = () => Promise<unknown>;

afterEach(() => vi.unstubAllGlobals());

it("leaves the vault to the tab that has it, however often it is asked, and takes it once that is closed", async () => {
  const isTaken = () => Promise.reject(new DOMException("", "TimeoutError"));
  vi.stubGlobal("navigator", { locks: { request: isTaken } });
  await expect(onlyHere()).rejects.toMatchObject({ name: "InvalidStateError" });
  await expect(onlyHere()).rejects.toMatchObject({ name: "InvalidStateError" });

  const request = vi.fn((_name: string, _options: object, holding: Holding) => holding());
  vi.stubGlobal("navigator", { locks: { request } });
  await onlyHere();
  await onlyHere();
  expect(request).toHaveBeenCalledOnce();
});
