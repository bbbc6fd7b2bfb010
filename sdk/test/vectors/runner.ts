import { type Case } from "./case.js";

/** How the cases and the refusals of one file of vectors are run. */
export interface Runner {
  /** Fails unless a case comes out as its `expect` says. */
  accept(c: Case): void;
  /** Must be refused for the case's reason. */
  refuse(c: Case): unknown;
}
