import type { AdviserAction } from "../../adviser/actions/action.ts";
import { worded } from "../../adviser/actions/worded.tsx";

/** Asks the melder something, with a button to answer it. */
export const action: AdviserAction = { name: "question", group: "talk", Form: worded("question") };
