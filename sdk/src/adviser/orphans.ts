import { NO_THREAD } from "./forms.js";
import { UNMARKED, mark, markedThreads } from "./marks.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/**
 * Takes away what was typed about threads that are gone, and what was put on them: one device may have done that while the
 * thread went on another, and a label may be a name.
 */
export function dropOrphans(state: State): void {
  const isGone = (thread: string) => state.thread(thread) === undefined;
  for (const start of [names.TYPING, names.FORMS]) {
    for (const thread of state.ends(start).filter((end) => end !== NO_THREAD && isGone(end))) {
      state.put(start + thread, undefined);
    }
  }
  markedThreads(state)
    .filter(isGone)
    .forEach((thread) => mark(state, thread, UNMARKED));
}
