import type { Step } from "../../adviser/steps/step.ts";
import { worded } from "../../adviser/steps/worded.tsx";

/** Tells the melder that the letter has come and is read. */
export const step: Step = {
  name: "acknowledgement",
  group: "formal",
  Form: worded("acknowledgement", "ready.acknowledgement"),
};
