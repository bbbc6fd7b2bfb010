import type { AdviserAction } from "../../adviser/actions/action.ts";
import { worded } from "../../adviser/actions/worded.tsx";

/** Tells what was done with a formal report. */
export const action: AdviserAction = {
  name: "feedback",
  group: "formal",
  fits: ({ formal }) => formal,
  Form: worded("feedback"),
};
