import type { AdviserAction } from "../adviser/actions/action.ts";
import type { AdviserKind, LetterKind, Shown } from "../adviser/thread/kind.ts";
import { acknowledgement } from "./acknowledgement/adviser.tsx";
import { aftercare } from "./aftercare/adviser.tsx";
import { answer } from "./answer/adviser.tsx";
import { appointment } from "./appointment/adviser.tsx";
import { appointmentAnswer } from "./appointment-answer/adviser.tsx";
import { attachment } from "./attachment/adviser.tsx";
import { closing } from "./closing/adviser.tsx";
import { consentAnswer } from "./consent-answer/adviser.tsx";
import { consentRequest } from "./consent-request/adviser.tsx";
import { feedback } from "./feedback/adviser.tsx";
import { handover } from "./handover/adviser.tsx";
import { message } from "./message/adviser.tsx";
import { question } from "./question/adviser.tsx";
import { referral } from "./referral/adviser.tsx";
import { reopening } from "./reopening/adviser.tsx";
import { report } from "./report/adviser.tsx";
import { trackChange } from "./track-change/adviser.tsx";
import { withdrawal } from "./withdrawal/adviser.tsx";

/** Each kind of letter in the adviser's app. Actions of one group are offered in this order. */
const KINDS = {
  question,
  message,
  appointment,
  referral,
  consent_request: consentRequest,
  closing,
  aftercare,
  handover,
  reopening,
  acknowledgement,
  track_change: trackChange,
  feedback,
  report,
  answer,
  consent_answer: consentAnswer,
  appointment_answer: appointmentAnswer,
  attachment,
  withdrawal,
} satisfies { readonly [K in LetterKind]: AdviserKind<K> };

/** How each is shown. */
export const SHOWN: { readonly [K in LetterKind]: Shown<K> } = KINDS;

/** What an adviser can do in a thread: the actions that write a letter. */
export const ACTIONS: readonly AdviserAction[] = Object.values(KINDS).flatMap((kind) =>
  "action" in kind ? [kind.action] : [],
);
