import type { Day, ThreadSummary } from "@fluister/sdk";

import { plural, t } from "../../i18n/i18n.ts";

type Due = NonNullable<ThreadSummary["due"]>;

/** What is due and when, in words: 'confirm receipt: within 2 days'. */
export function dueInWords(due: Due, today: Day): string {
  return t("due.what", { what: t(`due.${DUES[due.kind]}`), when: whenInWords(due.on, today) });
}

/** How far a day is from today, in words. */
export function whenInWords(day: Day, today: Day): string {
  if (day === today) {
    return t("due.today");
  }
  return day < today ? plural("due.late", today - day) : plural("due.days", day - today);
}

/** Whether it is past its day. */
export function isLate(due: Due, today: Day): boolean {
  return due.on < today;
}

const DUES = {
  acknowledge: "acknowledge",
  acknowledge_formal: "acknowledge-formal",
  feedback: "feedback",
  aftercare: "aftercare",
} as const;
