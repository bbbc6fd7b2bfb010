import type { ThreadWhole } from "@fluister/sdk";
import type { FunctionComponent } from "preact";

import type { Key } from "../../i18n/i18n.ts";

/** What actions are for, in the order in which they are offered. */
export const GROUPS = ["talk", "help", "end", "formal"] as const;

/** The group in which an action is offered. */
export type Group = (typeof GROUPS)[number];

/** The name of an action: its texts begin with it, and what stands in its form is kept under it. */
export type ActionName = NameIn<Key>;

type NameIn<K> = K extends `action.${infer Name}.lead` ? Name : never;

/** What an adviser can do in a thread, beside simply answering. */
export interface AdviserAction {
  readonly name: ActionName;
  readonly group: Group;
  /** Whether it makes sense as a thread now stands; one that says nothing does while the thread is open. */
  readonly fits?: (thread: Standing) => boolean;
  readonly Form: FunctionComponent<{ readonly thread: ThreadWhole }>;
}

/** What of a thread decides which actions fit. */
export type Standing = Pick<ThreadWhole, "state" | "formal">;
