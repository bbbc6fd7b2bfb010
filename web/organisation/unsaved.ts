import { founding } from "./founding/founding.ts";
import { editions } from "./house.ts";

/** Whether something would be lost if the page were closed now. */
export function canStay(): boolean {
  return editions.value.length > 0 || founding.value.root !== undefined;
}
