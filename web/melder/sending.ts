import type { Draft } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { language } from "../i18n/i18n.ts";
import { answers, code, receipt, told } from "./answers.ts";
import { type ErrorCode, errorCodeOf } from "../errors/error-code.ts";
import { idText } from "../ids/id-text.ts";
import { melder, organisation, visited } from "./opening.ts";
import { follow } from "./progress.ts";
import { goOn } from "./navigation.ts";

/** Why the report is not sent yet; nothing while it is under way. */
export const unsent = signal<ErrorCode | undefined>(undefined);

/** The draft that is being sent: the same one at every try, so that nothing arrives twice. */
let draft: Draft | undefined;

function drafted(): Draft {
  const about = answers.about.value;
  const wants = answers.wants.value.trim();
  return {
    ...(about === "conduct" || about === "integrity" ? { track: about } : {}),
    ...(wants === "" ? {} : { wants }),
    categories: answers.categories.value.filter((name) => name !== "unknown"),
    text: told(),
    language: language.value,
    repliesOnly: answers.repliesOnly.value,
    attachments: answers.files.value.map((file) => file.source),
  };
}

/** Sends what was typed, or tries again. Does not throw: what went wrong is in `unsent`. */
export async function send(): Promise<void> {
  unsent.value = undefined;
  try {
    const drawn = code.value;
    if (!drawn) {
      throw new Error("no code was drawn");
    }
    draft ??= drafted();
    const advisers = (organisation.value?.advisers ?? [])
      .map((card) => card.id)
      .filter((id) => answers.advisers.value.includes(idText(id)));
    receipt.value = await melder().report(drawn, advisers, draft, follow());
    draft = undefined;
    goOn("receipt");
  } catch (error) {
    unsent.value = errorCodeOf(error);
  } finally {
    visited();
  }
}

/** Lets the answers be changed again, after a try that did not arrive. */
export function reopen(): void {
  draft = undefined;
  unsent.value = undefined;
}
