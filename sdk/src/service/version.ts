/** The SDK's version. */
export const VERSION = "0.1.0";

/** Whether a server whose oldest client is this one wants a newer one than ours. A version that is no such is no reason. */
export function isTooOld(oldest: string, version: string = VERSION): boolean {
  const [least, ours] = [numbers(oldest), numbers(version)];
  const position = least.findIndex((number, i) => number !== (ours[i] ?? 0));
  return position !== -1 && (least[position] ?? 0) > (ours[position] ?? 0);
}

function numbers(version: string): number[] {
  return (/^\d{1,9}\.\d{1,9}\.\d{1,9}/.exec(version)?.[0] ?? "0").split(".").map(Number);
}
