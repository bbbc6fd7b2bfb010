import type { Day, ThreadSummary } from "@fluister/sdk";

import { shortDayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";

type Due = NonNullable<ThreadSummary["due"]>;

/** What is due and when, in words: 'confirm receipt: by 3 Nov'. */
export function dueInWords(due: Due, today: Day): string {
  return t("due.what", { what: t(`due.${DUES[due.kind]}`), when: whenInWords(due.on, today) });
}

/** A day by which something is due, in words: the day itself, since some terms count working days, or how late it is. */
export function whenInWords(day: Day, today: Day): string {
  if (day === today) {
    return t("due.today");
  }
  return day < today ? plural("due.late", today - day) : t("due.by", { day: shortDayInWords(day, today) });
}

/** Whether the day by which something is to be done is over. */
export function isLate(due: Due, today: Day): boolean {
  return due.on < today;
}

const DUES = {
  acknowledge: "acknowledge",
  acknowledge_formal: "acknowledge-formal",
  feedback: "feedback",
  aftercare: "aftercare",
} as const;
