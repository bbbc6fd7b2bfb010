import { type Day, formatDay, parseDay } from "../protocol/day.js";
import { type Due } from "./desk.js";
import { type KeptLetter } from "./kept.js";

const MILLISECONDS = 86_400_000;
/** Working days until a report is to be acknowledged (ISO 37002's advice). */
const ACKNOWLEDGE = 3;
/** Days and months that a formal report has (Directive (EU) 2019/1937 art. 9(1)(b) and (f)). */
const [ACKNOWLEDGE_FORMAL, FEEDBACK_MONTHS] = [7, 3];

/** What is to be done about a thread, and by when; the earliest of it. */
export function dueOf(letters: readonly KeptLetter[]): Due | undefined {
  const due = [acknowledge(letters), ...formal(letters), aftercare(letters)].filter((one) => one !== undefined);
  return due.reduce<Due | undefined>(
    (first, one) => (first === undefined || one.on < first.on ? one : first),
    undefined,
  );
}

/** Whether the adviser has warned that this is a formal report from now on: the letter that did. */
export function formalSince(letters: readonly KeptLetter[]): KeptLetter | undefined {
  return letters.find(
    ({ writer, content }) =>
      writer === "adviser" && content.kind === "track_change" && content["track"] === "integrity",
  );
}

function acknowledge(letters: readonly KeptLetter[]): Due | undefined {
  const report = letters.find(({ content }) => content.kind === "report");
  const isAnswered = letters.some(({ writer }) => writer === "adviser");
  return report === undefined || isAnswered
    ? undefined
    : { kind: "acknowledge", on: afterWorkingDays(parseDay(report.day), ACKNOWLEDGE) };
}

/** Seven days to acknowledge, then three months from the acknowledgement, or from the end of the seven days without one. */
function formal(letters: readonly KeptLetter[]): Due[] {
  const since = formalSince(letters);
  if (since === undefined) {
    return [];
  }
  const after = letters.slice(letters.indexOf(since)).filter(({ writer }) => writer === "adviser");
  const acknowledged = after.find(({ content }) => content.kind === "acknowledgement");
  const latest = parseDay(since.day) + ACKNOWLEDGE_FORMAL;
  const due: Due[] = acknowledged ? [] : [{ kind: "acknowledge_formal", on: latest }];
  if (!after.some(({ content }) => content.kind === "feedback")) {
    const from = acknowledged ? parseDay(acknowledged.day) : latest;
    due.push({ kind: "feedback", on: afterMonths(from, FEEDBACK_MONTHS) });
  }
  return due;
}

/** The newest day on which the adviser said to ask again, unless they have written on it or after it. */
function aftercare(letters: readonly KeptLetter[]): Due | undefined {
  const own = letters.filter(({ writer }) => writer === "adviser");
  const days = own.flatMap(({ content }) => {
    const day = content["ask_on"];
    return typeof day === "string" ? [parseDay(day)] : [];
  });
  const on = days.at(-1);
  return on === undefined || own.some(({ day }) => parseDay(day) >= on) ? undefined : { kind: "aftercare", on };
}

/** So many working days later: Monday to Friday; holidays are not known here. */
export function afterWorkingDays(day: Day, count: number): Day {
  let [later, left] = [day, count];
  while (left > 0) {
    later += 1;
    const weekday = new Date(later * MILLISECONDS).getUTCDay();
    left -= weekday === 0 || weekday === 6 ? 0 : 1;
  }
  return later;
}

/** The same day of a later month, or the month's last where it has no such day. */
export function afterMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = formatDay(day).split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const same = Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate()));
  return same / MILLISECONDS;
}
