import { type Track } from "./kinds.js";

/** Coded kinds of what a report may tell, by how it is taken (SPEC.md, section 10). */
export const CATEGORIES = {
  conduct: [
    "bullying",
    "aggression",
    "intimidation",
    "sexual-harassment",
    "discrimination",
    "retaliation",
    "personal",
    "other",
  ],
  integrity: [
    "fraud",
    "conflict-of-interest",
    "abuse-of-position",
    "safety",
    "data",
    "breach-of-rules",
    "retaliation",
    "other",
  ],
} as const satisfies Readonly<Record<Track, readonly string[]>>;

/** A coded kind of what a report may tell. */
export type Category = (typeof CATEGORIES)[Track][number];

/** Whether this is a code that this version knows; others are shown as they stand. */
export function isCategory(name: string): name is Category {
  return Object.values(CATEGORIES).some((names) => names.some((known) => known === name));
}
