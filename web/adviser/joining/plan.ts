import type { JoiningScreen } from "./screens.ts";

/**
 * Why somebody asks to be appointed: for the first time; at a further organisation, with the vault there is; to have a profile
 * renewed; or again, since the former vault can't be opened any more.
 */
export type Purpose = "first" | "join" | "renew" | "again";

type Step = readonly JoiningScreen[];

const WHO: readonly Step[] = [["name"], ["tasks"], ["about"], ["photo"], ["preview"], ["independence"]];
const VAULT: readonly Step[] = [
  ["vault", "passphrase", "passphrase-back"],
  ["key-code", "key-code-back"],
];
const REQUEST: Step = ["making", "request"];

const STEPS: Readonly<Record<Purpose, readonly Step[]>> = {
  first: [...WHO, ...VAULT, REQUEST],
  join: [...WHO, REQUEST],
  renew: [["preview"], ["independence"], REQUEST],
  again: [["former"], ...WHO, ...VAULT, REQUEST],
};

/** Which step a screen belongs to, counted from 1, and how many there are; nothing for screens beside the way. */
export function counted(
  purpose: Purpose,
  screen: JoiningScreen,
): { readonly number: number; readonly of: number } | undefined {
  const steps = STEPS[purpose];
  const at = steps.findIndex((step) => step.includes(screen));
  return at === -1 ? undefined : { number: at + 1, of: steps.length };
}

/** The first of the screens for a purpose. */
export function firstOf(purpose: Purpose): JoiningScreen {
  return STEPS[purpose].flat()[0] ?? "request";
}

/** The screen that comes after one; after the last, and after one beside the way, the request. */
export function after(purpose: Purpose, screen: JoiningScreen): JoiningScreen {
  const all = STEPS[purpose].flat();
  const at = all.indexOf(screen);
  return at === -1 ? "request" : (all[at + 1] ?? "request");
}
