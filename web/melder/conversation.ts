import type { Answering as Answer, Code, Conversation, ThreadView } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { forgetAnswered } from "./answered.ts";
import { type ErrorCode, errorCodeOf } from "../errors/error-code.ts";
import { melder, open, opening, visited } from "./opening.ts";
import { follow } from "./progress.ts";

/** The code with which somebody came back. */
export const held = signal<Code | undefined>(undefined);

/** What lies under the code that was typed. */
export const conversation = signal<Conversation | undefined>(undefined);

/** Why it could not be read, or read again. */
export const unread = signal<ErrorCode | undefined>(undefined);

/** Whether the conversation is being fetched. */
export const reading = signal(false);

/** Said at the head of the conversation once, like 'your message is sent'. */
export const news = signal<string | undefined>(undefined);

/** What is being written, and to whom: kept while the page is open. */
export const writing = {
  text: signal(""),
  /** Which adviser's letter is answered, if one is. */
  answering: signal<Answering | undefined>(undefined),
};

/** An adviser's letter that is being answered, and with what. */
export interface Answering {
  readonly adviser: Uint8Array;
  readonly answer: Answer;
  /** The words on the button that was pressed. */
  readonly says: string;
}

/** The thread whose adviser another is chosen in place of. */
export const leavingFor = signal<{ readonly thread: ThreadView; readonly successor?: Uint8Array } | undefined>(
  undefined,
);

/**
 * Reads what lies under a code. Does not throw: what went wrong is in `unread`.
 *
 * @returns whether it was read.
 */
export async function read(code: Code): Promise<boolean> {
  unread.value = undefined;
  reading.value = true;
  try {
    if (opening.value.state !== "open") {
      await open();
    }
    if (opening.value.state === "failed") {
      unread.value = opening.value.errorCode;
      return false;
    }
    conversation.value = await melder().read(code, follow());
    held.value = code;
    return true;
  } catch (error) {
    unread.value = errorCodeOf(error);
    return false;
  } finally {
    reading.value = false;
    visited();
  }
}

/** Forgets the code and all that was read. */
export function close(): void {
  held.value = undefined;
  conversation.value = undefined;
  unread.value = undefined;
  news.value = undefined;
  writing.text.value = "";
  writing.answering.value = undefined;
  leavingFor.value = undefined;
  forgetAnswered();
}
