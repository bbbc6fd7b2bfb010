import {
  type Card,
  Code,
  type Conversation,
  type Melder,
  type Organisation,
  type Receipt,
  type ThreadView,
} from "@fluister/sdk";

import { opening, visited } from "../../melder/opening.ts";

/** A call of the page, to be answered by the test. */
export interface Asked {
  readonly call: string;
  readonly args: readonly unknown[];
  answer(value?: unknown): void;
  fail(error: Error): void;
}

/** Advisers of the organisation that the page has open. */
export const SAM = card(1, "Sam");
export const ROBIN = card(2, "Robin");

function card(byte: number, name: string): Card {
  return {
    id: new Uint8Array(32).fill(byte),
    name,
    position: "internal",
    tracks: ["conduct"],
    languages: ["en"],
    about: {},
    reachable: true,
    pinned: false,
  };
}

const organisation: Organisation = {
  slug: "acme",
  name: "Acme",
  languages: ["en"],
  tracks: ["conduct"],
  retentionDays: 150,
  expires: 30_000,
  fingerprint: new Uint8Array(32),
  pinned: true,
  listed: true,
  advisers: [SAM, ROBIN],
  pages: [],
};

/** A conversation with Sam, who has not written yet. */
export function talk(more: Partial<ThreadView> = {}): Conversation {
  const thread: ThreadView = {
    i: 0,
    adviser: SAM.id,
    name: SAM.name,
    listed: true,
    reachable: true,
    ownWritten: 1,
    seen: 0,
    letters: [],
    warnings: [],
    ...more,
  };
  return { threads: [thread], keptSince: 20_000, repliesOnly: false };
}

/** What comes back for what was sent to Sam. */
export const RECEIPT: Receipt = { advisers: [SAM.name], letters: 1, uploads: [] };

/** Opens an organisation whose server does only what the test has it do; gives what the page asks for. */
export function openFakeClient(): Asked[] {
  const asked: Asked[] = [];
  const called =
    (call: string) =>
    (...args: readonly unknown[]) =>
      new Promise((answer, fail) => asked.push({ call, args, answer, fail }));
  const melder = {
    organisation,
    limits: { attachments: 50_000_000 },
    unfinished: [],
    read: called("read"),
    report: called("report"),
    followUp: called("followUp"),
    handOver: called("handOver"),
    withdraw: called("withdraw"),
  };
  opening.value = { state: "open", melder: melder as unknown as Melder };
  visited();
  return asked;
}

/** What was asked last, which must be this. */
export function last(asked: readonly Asked[], call: string): Asked {
  const one = asked.at(-1);
  if (one?.call !== call) {
    throw new Error(`${call} was not asked last, but ${String(one?.call)}`);
  }
  return one;
}

/** The code under which all of it lies. */
export const CODE = Code.of(Uint8Array.from({ length: 14 }, (_, at) => at * 17));
