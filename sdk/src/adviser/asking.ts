import { type BodyGoing } from "../protocol/content.js";
import { type Kind, type Known } from "../protocol/kinds.js";
import { type Letter } from "./letters.js";

/** What an adviser writes that has a number, so that it can be answered. */
type Asking = Extract<Known<Kind<"to-melder">>, { readonly number: number }>;
/** What a melder answers to it. */
type Answer = Extract<Known<Kind<"to-adviser">>, { readonly number: number }>;

const ANSWERED_BY: { readonly [K in Asking["kind"]]: Answer["kind"] } = {
  question: "answer",
  consent_request: "consent_answer",
  appointment: "appointment_answer",
};

type Body = BodyGoing<"to-melder" | "to-adviser" | "between-advisers">;

/** Whether a letter is one that has a number. */
export function isAsking(body: Body): body is Asking {
  return isAskingKind(body.kind);
}

/** Whether letters of this kind have a number. */
export function isAskingKind(kind: Body["kind"]): kind is Asking["kind"] {
  return kind in ANSWERED_BY;
}

/** The numbers of what the adviser asked and the melder has not answered. */
export function openOf(letters: readonly Letter[]) {
  const bodies: Body[] = letters.map(({ content: { body } }) => body);
  const open = (asking: Asking["kind"]) => {
    const answers = bodies.filter((body): body is Answer => body.kind === ANSWERED_BY[asking]);
    const answered = new Set(answers.map(({ number }) => number));
    const asked = bodies.filter(isAsking).filter(({ kind, number }) => kind === asking && !answered.has(number));
    return asked.map(({ number }) => number);
  };
  return {
    questions: open("question"),
    consents: open("consent_request"),
    appointments: open("appointment"),
  };
}

/** The highest number that these have; 0 where none has one. */
export function highestOf(bodies: readonly Body[]): number {
  return bodies.filter(isAsking).reduce((most, { number }) => Math.max(most, number), 0);
}

/** The number that is not given to a question, a request or a proposal of this thread yet. */
export function nextNumber(letters: readonly Letter[]): number {
  return highestOf(letters.map(({ content }) => content.body)) + 1;
}
