import type { AdviserLetterView, InboxView, ThreadSummary, ThreadWhole } from "@fluister/sdk";

/** The day on which the tests' samples are looked at. */
export const TODAY = Math.floor(Date.now() / 86_400_000);

/** A thread as lists show it. */
export function summary(more: Partial<ThreadSummary> = {}): ThreadSummary {
  return {
    id: "a",
    organisation: "o",
    since: TODAY - 9,
    last: TODAY - 3,
    letterCount: 2,
    unread: 0,
    state: "me",
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

/** A thread with one letter of its melder. */
export function whole(more: Partial<ThreadWhole> = {}): ThreadWhole {
  return {
    ...summary(),
    letters: [letter()],
    warnings: [],
    notes: [],
    forms: {},
    open: { questions: [], consents: [], appointments: [] },
    ...more,
  };
}

/** A melder's message. */
export function letter(
  text = "Hello?",
  more: { readonly n?: number; readonly isNew?: boolean } = {},
): AdviserLetterView {
  return {
    n: 1,
    day: TODAY - 3,
    isNew: false,
    state: "received",
    own: false,
    body: { kind: "message", text },
    ...more,
  };
}

/** The adviser's own answer, which waits to be sent. */
export function answer(text: string): AdviserLetterView {
  return { n: 1, day: TODAY, isNew: false, state: "waiting", own: true, body: { kind: "message", text } };
}

/** What the vault of an adviser of one organisation shows. */
export function inbox(threads: readonly ThreadSummary[] = [], more: Partial<InboxView> = {}): InboxView {
  return {
    organisations: [
      {
        organisation: "o",
        slug: "acme",
        server: "https://example.org",
        keepsVault: true,
        name: "Acme",
        status: "appointed",
        advisers: [],
        expires: TODAY + 90,
        card: "https://example.org/acme#card",
        lastSync: TODAY,
        keysUntil: TODAY + 60,
        profile: { name: "Sam", position: "internal", tracks: ["conduct"], languages: ["nl"], about: {} },
        attestation: [],
        retentionDays: 150,
      },
    ],
    threads,
    colleagues: [],
    forms: {},
    unreadable: [],
    sending: 0,
    withdrawn: 0,
    ...more,
  };
}
