import type { InboxView, ThreadSummary } from "@fluister/sdk";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { cautions } from "../adviser/inbox/cautions.ts";
import { dueInWords, isLate, whenInWords } from "../adviser/inbox/due.ts";
import { FILTERS, counts, fits } from "../adviser/inbox/filters.ts";
import { actionsFor } from "../adviser/actions/offered.ts";
import { also, speak } from "../i18n/i18n.ts";
import type { Texts } from "../i18n/languages.ts";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  also(import.meta.glob<Texts>("../i18n/*/kinds.json", { import: "default" }));
  also(import.meta.glob<Texts>("../i18n/*/adviser.json", { import: "default" }));
  await speak("en");
});

const TODAY = 20_000;

function thread(more: Partial<ThreadSummary>): ThreadSummary {
  return {
    id: "a",
    organisation: "o",
    since: TODAY - 9,
    last: TODAY - 3,
    letterCount: 2,
    unread: 0,
    state: "melder",
    formal: false,
    preview: "",
    labels: [],
    muted: false,
    hasDraft: false,
    begun: [],
    hasWarnings: false,
    ...more,
  };
}

describe("the filters", () => {
  const fresh = thread({ id: "fresh", state: "new", unread: 2 });
  const mine = thread({ id: "mine", state: "me", due: { kind: "aftercare", on: TODAY } });
  const theirs = thread({ id: "theirs" });
  const closed = thread({ id: "closed", state: "closed" });
  const again = thread({ id: "again", state: "closed", unread: 1 });
  const muted = thread({ id: "muted", state: "new", unread: 1, muted: true });
  const all = [fresh, mine, theirs, closed, again, muted];
  const ids = (filter: (typeof FILTERS)[number]) => all.filter((one) => fits(one, filter)).map(({ id }) => id);

  it("show what they say, and muted threads only among the muted", () => {
    expect(Object.fromEntries(FILTERS.map((filter) => [filter, ids(filter)]))).toEqual({
      open: ["fresh", "mine", "theirs", "again"],
      new: ["fresh", "again"],
      me: ["mine"],
      melder: ["theirs"],
      due: ["mine"],
      closed: ["closed", "again"],
      muted: ["muted"],
    });
  });

  it("are counted as they show", () => {
    expect(counts(all)).toEqual({ open: 4, new: 2, me: 1, melder: 1, due: 1, closed: 2, muted: 1 });
  });
});

describe("what is due", () => {
  it("is told by its day, and how late it is", () => {
    expect(whenInWords(TODAY, TODAY)).toBe("today");
    expect(whenInWords(TODAY + 1, TODAY)).toBe("by 5 Oct");
    expect(whenInWords(TODAY - 2, TODAY)).toBe("2 days late");
    expect(dueInWords({ kind: "acknowledge_formal", on: TODAY + 7 }, TODAY)).toBe("Confirm receipt: by 11 Oct");
  });

  it("is late the day after, not on its day", () => {
    expect(isLate({ kind: "feedback", on: TODAY }, TODAY)).toBe(false);
    expect(isLate({ kind: "feedback", on: TODAY - 1 }, TODAY)).toBe(true);
  });
});

describe("what must be known in time", () => {
  const profile = { name: "Sam", position: "internal", tracks: [], languages: [], about: {} } as const;
  const organisation: InboxView["organisations"][number] = {
    organisation: "o",
    slug: "o",
    server: "https://example.org",
    keepsVault: true,
    name: "Horizon",
    status: "appointed",
    advisers: [],
    attestation: [],
    expires: TODAY + 60,
    card: "",
    lastSync: TODAY,
    keysUntil: TODAY + 40,
    profile,
    retentionDays: 90,
  };
  const nothing = { threads: [], colleagues: [], forms: {}, unreadable: [], sending: 0, withdrawn: 0 };
  const told = (more: Partial<InboxView["organisations"][number]>, rest: Partial<InboxView> = {}) =>
    cautions({ ...nothing, organisations: [{ ...organisation, ...more }], ...rest }, TODAY).map(({ kind }) => kind);

  it("is nothing where all is well", () => {
    expect(told({})).toEqual([]);
  });

  it("is a list or keys that end soon, or have", () => {
    expect(told({ expires: TODAY + 14 })).toEqual(["expires"]);
    expect(told({ expires: TODAY })).toEqual(["expires"]);
    expect(told({ expires: TODAY - 1, lastError: "expired" })).toEqual(["expired"]);
    expect(told({ keysUntil: TODAY + 21 })).toEqual(["keys"]);
    expect(told({ keysUntil: TODAY + 22 })).toEqual([]);
  });

  it("is that nobody looked for days", () => {
    expect(told({ lastSync: TODAY - 4 })).toEqual([]);
    expect(told({ lastSync: TODAY - 5 })).toEqual(["away"]);
  });

  it("is what the server did wrong; but that there is no connection is told elsewhere", () => {
    expect(told({ lastError: "signature" })).toEqual(["trouble"]);
    expect(told({ lastError: "offline" })).toEqual([]);
    const one = { ...organisation, lastError: "offline" };
    expect(told({}, { organisations: [one, organisation] })).toEqual(["trouble"]);
  });

  it("is only how one stands where one is not appointed", () => {
    const { lastSync, ...unseen } = organisation;
    const asked = { ...unseen, status: "asked", expires: 0 } as const;
    expect(told({}, { organisations: [asked] })).toEqual(["asked"]);
    expect(told({}, { organisations: [{ ...asked, lastSync: lastSync ?? 0 }] })).toEqual(["asked-again"]);
    expect(told({ status: "distrusted", keysUntil: TODAY })).toEqual(["distrusted"]);
  });

  it("is what the server lies about, and whether it is of before", () => {
    const lies = (more: Partial<InboxView["organisations"][number]>) =>
      cautions({ ...nothing, organisations: [{ ...organisation, status: "distrusted", ...more }] }, TODAY);
    const said = { kind: "distrusted", organisation: "Horizon" };
    expect(lies({ distrusted: "statement", lastError: "signature" })).toEqual([
      { ...said, of: "statement", isOld: false },
    ]);
    expect(lies({ distrusted: "directory", lastError: "old" })).toEqual([{ ...said, of: "directory", isOld: true }]);
  });

  it("is a colleague of whom the server shows what does not fit, by name", () => {
    const advisers = ["Sam", "Robin"].map((name, i) => {
      const one = { id: new Uint8Array([i]), name, isMe: i === 0, canBeWritten: i === 0 };
      return i === 0 ? one : { ...one, setAside: "old" as const };
    });
    const organisations = [{ ...organisation, advisers }];
    const said = { kind: "set-aside", organisation: "Horizon", name: "Robin" };
    expect(cautions({ ...nothing, organisations }, TODAY)).toEqual([said]);
  });

  it("is an absence that is signed, until its last day is over", () => {
    expect(told({ absentUntil: TODAY })).toEqual(["absent"]);
    expect(told({ absentUntil: TODAY - 1 })).toEqual([]);
  });

  it("is a vault that lies where nothing is taken any more, where another organisation could keep it", () => {
    const gone = { ...organisation, status: "removed" } as const;
    const other = { ...organisation, keepsVault: false };
    expect(told({}, { organisations: [gone] })).toEqual(["removed"]);
    expect(told({}, { organisations: [gone, other] })).toEqual(["removed", "vault"]);
    expect(told({}, { organisations: [organisation, { ...gone, keepsVault: false }] })).toEqual(["removed"]);
  });

  it("is what could not be read, and who has withdrawn", () => {
    const unreadable = [{ organisation: "o", day: TODAY, reason: "opaque" }];
    expect(told({}, { unreadable, withdrawn: 2 })).toEqual(["unreadable", "withdrawn"]);
  });
});

describe("the steps", () => {
  it("fit how a thread stands", () => {
    const inGroups = (thread: Parameters<typeof actionsFor>[0]) =>
      actionsFor(thread).map(([group, actions]) => [group, actions.map(({ name }) => name)]);
    const offered = (thread: Parameters<typeof actionsFor>[0]) => inGroups(thread).flatMap(([, actions]) => actions);
    expect(inGroups({ state: "closed", formal: false })).toEqual([
      ["help", ["referral"]],
      ["end", ["aftercare", "reopening"]],
    ]);
    const open = offered({ state: "me", formal: false });
    expect(open).toContain("formal");
    expect(open).not.toContain("feedback");
    const formal = offered({ state: "me", formal: true });
    expect(formal).toContain("feedback");
    expect(formal).not.toContain("formal");
  });
});
