/** Today by this device's clock, as a number of days since 1970 (UTC), which is how all of fluister counts. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
