import { type AdviserLetterView } from "../../src/adviser/inbox-view.js";
import { type MelderLetterView } from "../../src/melder/conversation.js";

type Shown = AdviserLetterView | MelderLetterView | undefined;

/** The words of a letter, as it is shown. */
export function textOf(letter: Shown): string | undefined {
  return letter && "text" in letter.body ? letter.body.text : undefined;
}

/** How many chunks of a letter's file have not come; nothing where it is no file. */
export function missingOf(letter: MelderLetterView | undefined): number | undefined {
  return letter?.body.kind === "attachment" ? letter.body.missing : undefined;
}

/** The name of a letter's file; nothing where it is none. */
export function fileOf(letter: Shown): string | undefined {
  return letter?.body.kind === "attachment" ? letter.body.name : undefined;
}
