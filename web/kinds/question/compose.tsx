import type { Step } from "../../adviser/steps/step.ts";
import { worded } from "../../adviser/steps/worded.tsx";

/** Asks the melder something, with a button to answer it. */
export const step: Step = { name: "question", group: "talk", Form: worded("question") };
