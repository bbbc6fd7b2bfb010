const HOURS = 24;
const HOUR = 60;

/**
 * The hour in UTC (0 to 23) that comes at, or less than an hour after, an hour on the clock here.
 *
 * @param behind How many minutes the clock here is behind UTC, as `Date.getTimezoneOffset` tells.
 */
export function hourInUtc(here: number, behind: number): number {
  return within(Math.ceil((here * HOUR + behind) / HOUR));
}

/** The hour on the clock here in which an hour in UTC begins. */
export function hourHere(utc: number, behind: number): number {
  return within(Math.floor((utc * HOUR - behind) / HOUR));
}

function within(hour: number): number {
  return ((hour % HOURS) + HOURS) % HOURS;
}
