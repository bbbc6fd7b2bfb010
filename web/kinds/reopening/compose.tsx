import type { Step } from "../../adviser/steps/step.ts";
import { worded } from "../../adviser/steps/worded.tsx";

/** Goes on with a thread that was closed. */
export const step: Step = {
  name: "reopening",
  group: "end",
  fits: ({ state }) => state === "closed",
  Form: worded("reopening"),
};
