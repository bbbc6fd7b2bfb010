import { CATEGORIES, type Category, type Code, type Receipt, type Track } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { t } from "../i18n/i18n.ts";
import type { ChosenFile } from "../attachments/chosen-file.ts";

/** What was chosen about the track; `talk` is for who wants no more than that. */
export type About = Track | "unsure" | "talk";

/** What was typed so far. It lives here and nowhere else, and dies with the page. */
export const answers = {
  about: signal<About | undefined>(undefined),
  /** Ids of the chosen advisers, as text. */
  advisers: signal<readonly string[]>([]),
  /** Ids of those who are involved. */
  involved: signal<readonly string[]>([]),
  what: signal(""),
  when: signal(""),
  who: signal(""),
  categories: signal<readonly string[]>([]),
  wants: signal(""),
  files: signal<readonly ChosenFile[]>([]),
  repliesOnly: signal(false),
};

/** The code under which the report is or was sent, drawn when it is first shown. */
export const code = signal<Code | undefined>(undefined);

/** What was sent. */
export const receipt = signal<Receipt | undefined>(undefined);

/** Forgets everything that was typed. */
export function forget(): void {
  answers.about.value = undefined;
  for (const list of [answers.advisers, answers.involved, answers.categories]) {
    list.value = [];
  }
  for (const text of [answers.what, answers.when, answers.who, answers.wants]) {
    text.value = "";
  }
  answers.files.value = [];
  answers.repliesOnly.value = false;
  code.value = undefined;
  receipt.value = undefined;
}

/** The answers as one text, each under its question. */
export function told(): string {
  const parts = [
    ["", answers.what.value],
    [t("when.title"), answers.when.value],
    [t("who.title"), answers.who.value],
    ["", answers.about.value === "talk" ? t("track.talk") : ""],
  ] as const;
  return parts
    .filter(([, answer]) => answer.trim() !== "")
    .map(([question, answer]) => (question === "" ? answer.trim() : `${question}\n${answer.trim()}`))
    .join("\n\n");
}

/** The kinds that fit what was chosen: all of them where that is not known. */
export function fittingCategories(): readonly Category[] {
  const { about } = answers;
  if (about.value === "conduct" || about.value === "integrity") {
    return CATEGORIES[about.value];
  }
  return [...new Set<Category>([...CATEGORIES.conduct.slice(0, -1), ...CATEGORIES.integrity])];
}
