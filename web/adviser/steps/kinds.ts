import type { ThreadWhole } from "@fluister/sdk";

/** What an adviser can do in a thread, beside simply answering: by what it is for, in the order in which it is offered. */
export const GROUPS = {
  talk: ["question", "ways", "appointment"],
  help: ["referral", "consent"],
  end: ["closing", "aftercare", "handover", "reopening"],
  formal: ["acknowledgement", "formal", "feedback"],
} as const;

/** What steps are for. */
export type Group = keyof typeof GROUPS;

/** One of the steps. */
export type Step = (typeof GROUPS)[Group][number];

/** Whether this is the name of a step. */
export function isStep(name: string): name is Step {
  return Object.values(GROUPS).some((steps) => steps.some((step) => step === name));
}

/** The steps that make sense as a thread now stands, by what they are for; groups without any are left out. */
export function stepsFor(
  thread: Pick<ThreadWhole, "state" | "formal">,
): readonly (readonly [Group, readonly Step[]])[] {
  return (Object.entries(GROUPS) as [Group, readonly Step[]][])
    .map(([group, steps]) => [group, steps.filter((step) => makesSense(step, thread))] as const)
    .filter(([, steps]) => steps.length > 0);
}

function makesSense(step: Step, { state, formal }: Pick<ThreadWhole, "state" | "formal">): boolean {
  const isClosed = state === "closed";
  switch (step) {
    case "reopening":
      return isClosed;
    case "formal":
      return !isClosed && !formal;
    case "feedback":
      return formal;
    default:
      return !isClosed || step === "aftercare" || step === "referral";
  }
}
