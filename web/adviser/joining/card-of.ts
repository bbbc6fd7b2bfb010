import { signal } from "@preact/signals";

import { atLock } from "../session.ts";

/** Whose card or profile is looked at: an organisation, as the vault names it. */
export const cardOf = signal<string | undefined>(undefined);

atLock(() => (cardOf.value = undefined));
