import { type Day, formatDay } from "../protocol/day.js";
import { type Due } from "./inbox-view.js";
import { type Letter } from "./letters.js";
import { toldBy } from "./traits.js";

const MILLISECONDS = 86_400_000;
/** Working days until a report is to be acknowledged (ISO 37002's advice). */
const ACKNOWLEDGE = 3;
/** Days and months that a formal report has (Directive (EU) 2019/1937 art. 9(1)(b) and (f)). */
const [ACKNOWLEDGE_FORMAL, FEEDBACK_MONTHS] = [7, 3];

/** What is to be done about a thread, and by when; the earliest of it. */
export function dueOf(letters: readonly Letter[]): Due | undefined {
  const due = [acknowledge(letters), ...formal(letters), aftercare(letters)].filter((one) => one !== undefined);
  return due.reduce<Due | undefined>(
    (first, one) => (first === undefined || one.on < first.on ? one : first),
    undefined,
  );
}

/** Whether the adviser has warned that this is a formal report from now on: the letter that did. */
export function formalSince(letters: readonly Letter[]): Letter | undefined {
  return letters.find(
    ({ writer, content: { body } }) =>
      writer === "adviser" && body.kind === "track_change" && body.track === "integrity",
  );
}

function acknowledge(letters: readonly Letter[]): Due | undefined {
  const report = letters.find(({ content }) => content.body.kind === "report");
  const isAnswered = letters.some(({ writer }) => writer === "adviser");
  return report === undefined || isAnswered
    ? undefined
    : { kind: "acknowledge", on: afterWorkingDays(report.day, ACKNOWLEDGE) };
}

/** Seven days to acknowledge, then three months from the acknowledgement, or from the end of the seven days without one. */
function formal(letters: readonly Letter[]): Due[] {
  const since = formalSince(letters);
  if (since === undefined) {
    return [];
  }
  const after = letters.slice(letters.indexOf(since)).filter(({ writer }) => writer === "adviser");
  const acknowledged = after.find(({ content }) => content.body.kind === "acknowledgement");
  const latest = since.day + ACKNOWLEDGE_FORMAL;
  const due: Due[] = acknowledged ? [] : [{ kind: "acknowledge_formal", on: latest }];
  if (!after.some(({ content }) => content.body.kind === "feedback")) {
    const from = acknowledged ? acknowledged.day : latest;
    due.push({ kind: "feedback", on: afterMonths(from, FEEDBACK_MONTHS) });
  }
  return due;
}

/** The newest day on which the adviser said to ask again, unless they have written on it or after it. */
function aftercare(letters: readonly Letter[]): Due | undefined {
  const own = letters.filter(({ writer }) => writer === "adviser");
  const days = own.map(({ content }) => toldBy(content).askOn).filter((day) => day !== undefined);
  const on = days.at(-1);
  return on === undefined || own.some(({ day }) => day >= on) ? undefined : { kind: "aftercare", on };
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
