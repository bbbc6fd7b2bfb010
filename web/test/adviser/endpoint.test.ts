// @vitest-environment happy-dom
import { type Adviser, LinkError, ValidationError, ServiceError, type ThreadWhole, VaultError } from "@fluister/sdk";
import { describe, expect, expectTypeOf, it, vi } from "vitest";

import type { Answer, Calls, ProgressStep } from "../../adviser/worker/calls.ts";
import { Endpoint } from "../../adviser/worker/endpoint.ts";
import { OpenVault } from "../../adviser/worker/handlers.ts";
import { fromSent, toSent } from "../../adviser/worker/sent-error.ts";
import { inbox, whole } from "./samples.ts";

/** The worker's end with a vault that this adviser has opened. */
function endpointOf(adviser: Partial<Adviser>): Endpoint {
  const vault = new OpenVault();
  vault.adviser = adviser as Adviser;
  return new Endpoint(vault);
}

const thread = whole({ unread: 1 });
const shown = { inbox: () => inbox([thread]), thread: () => thread };

describe("a call of a method of the adviser's", () => {
  it("is passed on with its arguments, to be answered with its value only where it changes nothing", async () => {
    const search = vi.fn(() => ["a"]);
    const answer = await endpointOf({ ...shown, search }).ask("search", "hello");
    expect(search).toHaveBeenCalledWith("hello");
    expect(answer).toEqual({ value: ["a"], view: undefined });
  });

  it("is answered with the inbox where it changes that", async () => {
    const answer = await endpointOf({ ...shown, consult: () => Promise.resolve() }).ask("consult", "o", "id", "text");
    expect(answer).toEqual({ value: undefined, view: { inbox: inbox([thread]) } });
  });

  it("is answered with the thread, too, where it changes one, as it is afterwards", async () => {
    let now: ThreadWhole = thread;
    const mute = (_: string, muted: boolean) => {
      now = { ...thread, muted };
      return Promise.resolve();
    };
    const adviser = { inbox: () => inbox([now]), thread: () => now, mute };
    expect(await endpointOf(adviser).ask("mute", thread.id, true)).toEqual({
      value: undefined,
      view: { inbox: inbox([{ ...thread, muted: true }]), thread: { ...thread, muted: true } },
    });
  });

  it("is answered without a thread that is gone", async () => {
    const adviser = { ...shown, inbox: () => inbox(), note: () => Promise.resolve() };
    expect(await endpointOf(adviser).ask("note", thread.id, "")).toEqual({
      value: undefined,
      view: { inbox: inbox() },
    });
  });

  it("that fails says why, and what there is to show all the same", async () => {
    const sync = () => Promise.reject(new VaultError("altered"));
    expect(await endpointOf({ ...shown, sync }).ask("sync")).toEqual({
      error: { of: "VaultError", kind: "altered" },
      view: { inbox: inbox([thread]) },
    });
  });

  it("reports in steps how far it has come", async () => {
    const steps: ProgressStep[] = [];
    const sync: Adviser["sync"] = (progress) => {
      progress?.opened?.(1, 2);
      progress?.sent?.(3, 4);
      progress?.working?.(5, 6);
      return Promise.reject(new ServiceError("offline"));
    };
    await endpointOf({ ...shown, sync }).ask("sync", (step: ProgressStep) => steps.push(step));
    expect(steps).toEqual([
      { what: "opened", done: 1, of: 2 },
      { what: "sent", done: 3, of: 4 },
      { what: "working", done: 5, of: 6 },
    ]);
  });

  it("is refused while no vault is open", async () => {
    expect(await new Endpoint().ask("search", "hello")).toEqual({ error: { of: "VaultError", kind: "locked" } });
  });

  it("takes and gives what the adviser does", () => {
    const typed = (vault: Calls) => [
      vault.sync((step) => step.what),
      vault.note("thread", "text"),
      // @ts-expect-error: a note is a text
      vault.note("thread", 1),
      // @ts-expect-error: progress goes over in steps
      vault.sync({ opened: () => undefined }),
    ];
    expectTypeOf<Awaited<ReturnType<Calls["keyCode"]>>>().toEqualTypeOf<string>();
    expectTypeOf<Calls>().not.toHaveProperty("lock");
    expect(typed).toBeTypeOf("function");
  });
});

describe("a thread that is opened", () => {
  it("comes with what is new in it still marked, and is new to the list no more", async () => {
    let unread = 1;
    const markShown = vi.fn(() => {
      unread = 0;
      return Promise.resolve();
    });
    const adviser = {
      inbox: () => inbox([{ ...thread, unread }]),
      thread: () => ({ ...thread, unread }),
      shown: markShown,
    };
    const endpoint = endpointOf(adviser);
    expect(await endpoint.ask("open", "a")).toEqual({
      value: { ...thread, unread: 1 },
      view: { inbox: inbox([{ ...thread, unread: 0 }]) },
    });
    await endpoint.ask("open", "a");
    expect(markShown).toHaveBeenCalledTimes(1);
  });
});

describe("an error", () => {
  it.each([
    new ServiceError("busy", { problem: "storage-full", retryAfter: 30 }),
    new ServiceError("offline"),
    new VaultError("two_histories"),
    new ValidationError("old", "vault"),
    new ValidationError("code-check"),
    new LinkError("fingerprint"),
  ])("of the SDK is the same on the page: %s", (error) => {
    const arrived = fromSent(structuredClone(toSent(error)));
    expect(arrived).toBeInstanceOf(error.constructor);
    expect(arrived).toEqual(error);
    expect(Object.entries(arrived)).toEqual(Object.entries(error));
  });

  it("of the browser's keeps its name", () => {
    const arrived = fromSent(structuredClone(toSent(new DOMException("no room for x", "QuotaExceededError"))));
    expect([arrived.name, arrived.message]).toEqual(["QuotaExceededError", ""]);
    expect(fromSent(toSent(new TypeError("x")))).toBeInstanceOf(TypeError);
  });

  it("that nobody expected goes over without its words", async () => {
    const passphrase = "one two three";
    const search = () => {
      throw new RangeError(passphrase);
    };
    const answer: Answer = await endpointOf({ search }).ask("search", "");
    expect(answer).toEqual({ error: { of: "Error", name: "RangeError" } });
    expect(JSON.stringify([toSent(passphrase), toSent({ passphrase })])).not.toContain(passphrase);
  });
});
