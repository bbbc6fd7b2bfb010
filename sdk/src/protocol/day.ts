import { demand, reject } from "./validation-error.js";

/** A number of UTC days since 1970-01-01; 0 to 2,932,896 (9999-12-31). */
export type Day = number;

/** A number of 28 days: ⌊day / 28⌋. */
export type Epoch = number;

/** How many days an epoch has. */
export const EPOCH_DAYS = 28;

const MILLISECONDS = 86_400_000;
const LAST: Day = 2_932_896;

/**
 * The day that a text `YYYY-MM-DD` names.
 *
 * @throws ValidationError `day`.
 */
export function parseDay(text: string): Day {
  demand(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text), "day");
  const day = Date.parse(`${text}T00:00:00Z`) / MILLISECONDS;
  // Engines differ in whether the 30th of February is no date or the 2nd of March.
  if (!isDay(day) || formatDay(day) !== text) {
    reject("day");
  }
  return day;
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  if (!isDay(day)) {
    throw new RangeError("a day is a whole number from 0 to 2,932,896");
  }
  return new Date(day * MILLISECONDS).toISOString().slice(0, 10);
}

/** The day in UTC of a moment; of now unless one is given. */
export function dayOf(moment: Date = new Date()): Day {
  return Math.floor(moment.getTime() / MILLISECONDS);
}

/** The epoch in which a day lies. */
export function epochOf(day: Day): Epoch {
  return Math.floor(day / EPOCH_DAYS);
}

/** The first and the last day of an epoch. The last epoch ends with the last day there is, 9999-12-31. */
export function daysOf(epoch: Epoch): { readonly first: Day; readonly last: Day } {
  return { first: epoch * EPOCH_DAYS, last: Math.min(LAST, epoch * EPOCH_DAYS + EPOCH_DAYS - 1) };
}

function isDay(day: number): boolean {
  return Number.isInteger(day) && day >= 0 && day <= LAST;
}
