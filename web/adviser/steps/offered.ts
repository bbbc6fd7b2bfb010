import { STEPS } from "../../kinds/adviser.ts";
import { GROUPS, type Group, type Standing, type Step } from "./step.ts";

/** The step of this name; nothing where that is another form's name. */
export function stepNamed(name: string): Step | undefined {
  return STEPS.find((step) => step.name === name);
}

/** The steps that make sense as a thread now stands, by what they are for; groups without any are left out. */
export function stepsFor(thread: Standing): readonly (readonly [Group, readonly Step[]])[] {
  return GROUPS.map(
    (group) => [group, STEPS.filter((step) => step.group === group && fits(step, thread))] as const,
  ).filter(([, steps]) => steps.length > 0);
}

function fits({ fits }: Step, thread: Standing): boolean {
  return fits === undefined ? thread.state !== "closed" : fits(thread);
}
