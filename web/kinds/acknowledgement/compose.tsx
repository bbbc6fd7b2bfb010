import type { AdviserAction } from "../../adviser/actions/action.ts";
import { worded } from "../../adviser/actions/worded.tsx";

/** Tells the melder that the letter has come and is read. */
export const action: AdviserAction = {
  name: "acknowledgement",
  group: "formal",
  Form: worded("acknowledgement", "ready.acknowledgement"),
};
