import type { ThreadSummary, Waiting } from "@fluister/sdk";

import { classes } from "../../ui/classes.ts";
import { today } from "../today.ts";
import { isLate } from "./due.ts";
import styles from "./signs.module.css";

const MARKS: Readonly<Record<Waiting, string | undefined>> = {
  new: styles.new,
  me: styles.me,
  melder: undefined,
  closed: styles.closed,
};

/** What stands before a thread's state. */
export function markOf({ state }: ThreadSummary): string {
  return classes(styles.mark, MARKS[state]);
}

/** What stands before the day on which something is due. */
export function dueMark(due: NonNullable<ThreadSummary["due"]>): string {
  return classes(styles.due, isLate(due, today()) && styles.late);
}
