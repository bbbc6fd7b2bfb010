import { type Day, formatDay } from "@fluister/sdk";

import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";

/** How many days before the last one an administrator wants to be reminded. */
const BEFORE = 28;

/** A day in the calendar of whoever is to sign anew (iCalendar, RFC 5545). It names no melder, no adviser and no key. */
export async function reminder(organisation: string, expires: Day, way: string): Promise<string> {
  const { createEvent } = await import("ics");
  const [year = 1970, month = 1, day = 1] = formatDay(expires - BEFORE)
    .split("-")
    .map(Number);
  const { value, error } = createEvent({
    title: t("org.reminder.title", { organisation }),
    description: t("org.reminder.body", { day: dayInWords(expires), way }),
    start: [year, month, day],
    duration: { days: 1 },
    productId: "fluister",
    classification: "PRIVATE",
  });
  if (!value) {
    throw error ?? new TypeError("no calendar");
  }
  return value;
}
