import { ACTIONS } from "../../kinds/adviser.ts";
import { GROUPS, type Group, type Standing, type AdviserAction } from "./action.ts";

/** The action of this name; nothing where that is another form's name. */
export function actionNamed(name: string): AdviserAction | undefined {
  return ACTIONS.find((action) => action.name === name);
}

/** The actions that make sense as a thread now stands, by what they are for; groups without any are left out. */
export function actionsFor(thread: Standing): readonly (readonly [Group, readonly AdviserAction[]])[] {
  return GROUPS.map(
    (group) => [group, ACTIONS.filter((action) => action.group === group && fits(action, thread))] as const,
  ).filter(([, actions]) => actions.length > 0);
}

function fits({ fits }: AdviserAction, thread: Standing): boolean {
  return fits === undefined ? thread.state !== "closed" : fits(thread);
}
