import type { ThreadWhole } from "@fluister/sdk";

/** What an adviser can do in a thread, beside simply answering; in the order in which it is offered. */
export const STEPS = [
  "question",
  "ways",
  "consent",
  "appointment",
  "referral",
  "acknowledgement",
  "feedback",
  "formal",
  "aftercare",
  "handover",
  "closing",
  "reopening",
] as const;

/** One of them. */
export type Step = (typeof STEPS)[number];

/** The steps that make sense as a thread now stands. */
export function stepsFor(thread: Pick<ThreadWhole, "state" | "formal">): readonly Step[] {
  const closed = thread.state === "closed";
  return STEPS.filter((one) => {
    switch (one) {
      case "reopening":
        return closed;
      case "formal":
        return !closed && !thread.formal;
      case "feedback":
        return thread.formal;
      default:
        return !closed || one === "aftercare" || one === "referral";
    }
  });
}
