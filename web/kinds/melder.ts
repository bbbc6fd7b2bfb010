import type { MelderKind, Own, OwnKind, TheirKind, Theirs } from "../melder/kind.ts";
import { acknowledgement } from "./acknowledgement/melder.tsx";
import { aftercare } from "./aftercare/melder.tsx";
import { answer } from "./answer/melder.tsx";
import { appointment } from "./appointment/melder.tsx";
import { appointmentAnswer } from "./appointment-answer/melder.tsx";
import { attachment } from "./attachment/melder.tsx";
import { closing } from "./closing/melder.tsx";
import { consentAnswer } from "./consent-answer/melder.tsx";
import { consentRequest } from "./consent-request/melder.tsx";
import { feedback } from "./feedback/melder.tsx";
import { handover } from "./handover/melder.tsx";
import { message } from "./message/melder.tsx";
import { question } from "./question/melder.tsx";
import { referral } from "./referral/melder.tsx";
import { reopening } from "./reopening/melder.tsx";
import { report } from "./report/melder.tsx";
import { trackChange } from "./track-change/melder.tsx";
import { withdrawal } from "./withdrawal/melder.tsx";

/** Each kind of letter in the melder's page. */
const KINDS = {
  report,
  message,
  question,
  answer,
  consent_request: consentRequest,
  consent_answer: consentAnswer,
  track_change: trackChange,
  acknowledgement,
  feedback,
  referral,
  appointment,
  appointment_answer: appointmentAnswer,
  aftercare,
  handover,
  attachment,
  closing,
  reopening,
  withdrawal,
} satisfies { readonly [K in TheirKind | OwnKind]: MelderKind<K> };

/** How each is shown that an adviser wrote. */
export const THEIRS: { readonly [K in TheirKind]: Theirs<K> } = KINDS;

/** How each is shown that the melder wrote. */
export const OWN: { readonly [K in OwnKind]: Own<K> } = KINDS;
