import type { AdviserAction } from "../../adviser/actions/action.ts";
import { worded } from "../../adviser/actions/worded.tsx";

/** Goes on with a thread that was closed. */
export const action: AdviserAction = {
  name: "reopening",
  group: "end",
  fits: ({ state }) => state === "closed",
  Form: worded("reopening"),
};
