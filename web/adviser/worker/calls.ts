import type { Adviser, AdviserProgress, InboxView, ThreadWhole } from "@fluister/sdk";

import type { Handlers } from "./handlers.ts";
import type { SentError } from "./sent-error.ts";

/** How far something has come, in one form for all that crosses to the page. */
export interface ProgressStep {
  readonly what: "opened" | "sent" | "working";
  readonly done: number;
  readonly of: number;
}

/** Is called with how far a call has come. */
export type Report = (step: ProgressStep) => void;

/**
 * What a call does:
 *
 * - `reads`: it is answered with its value and changes nothing that is shown;
 * - `keeps`: it changes what lies in the vault on this device. It is answered with the inbox too, and a lock waits for it;
 * - `keeps-thread`: the same within one thread, its first argument, which the answer has as well;
 * - `reaches`: it may take as long as servers do, and changes the vault. It is answered with the inbox; a lock cuts it off.
 */
export type Kind = "reads" | "keeps" | "keeps-thread" | "reaches";

/** Every call from the page to the worker: the handlers' methods and, by the same names, those of the SDK's adviser. */
export const KINDS = {
  hasVault: "reads",
  newPassphrase: "reads",
  newKeyCode: "reads",
  wordsOf: "reads",
  create: "reaches",
  unlock: "reaches",
  addDevice: "reaches",
  checkPassphrase: "reads",
  keyCode: "reads",
  changePassphrase: "reaches",
  revokeDevices: "reaches",
  moveVault: "reaches",
  open: "keeps",
  keepForm: "keeps",
  keepThreadForm: "keeps-thread",

  thread: "reads",
  search: "reads",
  attachment: "reads",
  notifications: "reads",
  setNotifications: "reaches",
  sync: "reaches",
  join: "reaches",
  askAgain: "keeps",
  consult: "keeps",
  forget: "keeps",
  shownColleagues: "keeps",
  write: "keeps-thread",
  keepDraft: "keeps-thread",
  note: "keeps-thread",
  label: "keeps-thread",
  mute: "keeps-thread",
} as const satisfies Readonly<Record<keyof Handlers, Kind>> & Readonly<Partial<Record<keyof Adviser, Kind>>>;

/** The name of a call. */
export type Call = keyof typeof KINDS;

/** The methods of the SDK's adviser that the page calls as they are. */
export type Forwarded = Exclude<Call, keyof Handlers>;

/** All calls as the page makes them: every answer is a promise, and progress is reported as `ProgressStep`s. */
export type Calls = Asked<Handlers> & Asked<Pick<Adviser, Forwarded>>;

type Asked<T> = { readonly [C in keyof T]: T[C] extends (...args: infer A) => infer R ? AskedOne<A, R> : never };

type AskedOne<A extends readonly unknown[], R> = (...args: Reporting<A>) => Promise<Awaited<R>>;

type Reporting<A extends readonly unknown[]> = {
  [I in keyof A]: AdviserProgress extends NonNullable<A[I]> ? Report : A[I];
};

/** What the page shows, as it is after a call. */
export interface View {
  readonly inbox: InboxView;
  /** The thread that was changed, where it is still there. */
  readonly thread?: ThreadWhole;
}

/** What comes back: the call's value or why there is none, with what there is to show now. */
export type Answer =
  | { readonly value: unknown; readonly view?: View | undefined }
  | { readonly error: SentError; readonly view?: View | undefined };
