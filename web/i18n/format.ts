import type { Day } from "@fluister/sdk";

import { spoken, t } from "./i18n.ts";

function locale(): string {
  return spoken.value.format;
}

/** A day in words, like 3 november 2026. */
export function dayInWords(day: Day): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" }).format(day * 86_400_000);
}

/** A day in few letters, like 3 nov; with the year where it is not the one of `today`. */
export function shortDayInWords(day: Day, today: Day): string {
  const [date, now] = [new Date(day * 86_400_000), new Date(today * 86_400_000)];
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year, timeZone: "UTC" }).format(date);
}

/** An hour of the day by the clock, like 09:00. */
export function hourInWords(hour: number): string {
  const format = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return format.format(hour * 3_600_000);
}

/** A size in bytes in words, rounded up to kB or MB (1,000 and 1,000,000 bytes). */
export function sizeInWords(bytes: number): string {
  const format = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  return bytes < 1_000_000
    ? t("bytes.kb", { number: format.format(Math.max(1, Math.ceil(bytes / 1_000))) })
    : t("bytes.mb", { number: format.format(Math.ceil(bytes / 100_000) / 10) });
}

/** A limit in bytes in words, rounded down to MB (1,000,000 bytes), from 100 MB on to ten of them. */
export function limitInWords(bytes: number): string {
  const step = bytes < 100_000_000 ? 1 : 10;
  const number = Math.floor(bytes / 1_000_000 / step) * step;
  return t("bytes.mb", { number: new Intl.NumberFormat(locale()).format(number) });
}

/** Languages that many in the Netherlands speak and not every browser has a name for. */
const NAMED_HERE = ["ber", "pap", "srn"] as const;

/** The name of a language (BCP 47) in the page's language; the tag itself where there is none. */
export function languageInWords(tag: string): string {
  const known = NAMED_HERE.find((one) => one === tag);
  if (known !== undefined) {
    return t(`language.${known}`);
  }
  try {
    return new Intl.DisplayNames([locale()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Several names as one phrase, like 'Sam en Robin'. */
export function namesInWords(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
}

/** Which of two names comes first in an alphabetical list. */
export function compareNames(one: string, other: string): number {
  return new Intl.Collator(locale()).compare(one, other);
}
