// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";

import { useReceived } from "../ui/received.ts";
import { after, mount, page, unmount } from "./page.tsx";

const file = { name: "a.png", mediaType: "image/png", bytes: new Uint8Array(3) };
let take: ReturnType<typeof useReceived>[1];

function Shown() {
  const [received, took] = useReceived();
  take = took;
  return received ? <a href={received.url}>{received.name}</a> : null;
}

afterEach(() => vi.restoreAllMocks());

it("gives a file's memory back with what shows it, and takes none that comes later", async () => {
  const made = vi.spyOn(URL, "createObjectURL");
  const given = vi.spyOn(URL, "revokeObjectURL");
  await mount(<Shown />);
  await after(() => take(file));
  const first = page.querySelector("a")?.href;
  await after(() => take(file));
  expect(given.mock.calls).toEqual([[first]]);
  const second = page.querySelector("a")?.href;
  await unmount();
  expect(given.mock.calls).toEqual([[first], [second]]);
  take(file);
  expect(made).toHaveBeenCalledTimes(2);
});
