import { type Forms } from "./inbox-view.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/** The name under which the forms are kept that belong to no thread; it lies in vaults. */
export const NO_THREAD = "desk";

/** What stands in forms about a thread, or about none, that were not sent. */
export function formsOf(state: State, thread: string = NO_THREAD): Forms {
  return (state.get(names.FORMS + thread) as Forms | undefined) ?? {};
}

/** Keeps what stands in a form; nothing at all forgets it. */
export function putForm(state: State, form: string, fields: Forms[string] | undefined, thread = NO_THREAD): void {
  const others = Object.entries(formsOf(state, thread)).filter(([name]) => name !== form);
  const all = fields === undefined ? others : [...others, [form, fields] as const];
  const sorted = all.sort(([a], [b]) => (a < b ? -1 : 1));
  state.put(names.FORMS + thread, sorted.length === 0 ? undefined : Object.fromEntries(sorted));
}
