import type { Step } from "../../adviser/steps/step.ts";
import { worded } from "../../adviser/steps/worded.tsx";

/** Tells what was done with a formal report. */
export const step: Step = { name: "feedback", group: "formal", fits: ({ formal }) => formal, Form: worded("feedback") };
