import type { ThreadWhole } from "@fluister/sdk";

import { Appointment } from "./appointment.tsx";
import { Closing } from "./closing.tsx";
import { Consent } from "./consent.tsx";
import { Formal } from "./formal.tsx";
import { Handover } from "./handover.tsx";
import { Aftercare } from "./aftercare.tsx";
import { Referral } from "./referral.tsx";
import { step } from "./step.ts";
import { Ways } from "./ways.tsx";
import { Worded } from "./worded.tsx";

/** The step that is taken in a thread. */
export function StepShown({ thread }: { readonly thread: ThreadWhole }) {
  switch (step.value) {
    case "question":
    case "acknowledgement":
    case "feedback":
    case "reopening":
      return <Worded key={step.value} thread={thread} kind={step.value} />;
    case "ways":
      return <Ways thread={thread} />;
    case "consent":
      return <Consent thread={thread} />;
    case "appointment":
      return <Appointment thread={thread} />;
    case "referral":
      return <Referral thread={thread} />;
    case "formal":
      return <Formal thread={thread} />;
    case "aftercare":
      return <Aftercare thread={thread} />;
    case "handover":
      return <Handover thread={thread} />;
    case "closing":
      return <Closing thread={thread} />;
  }
}
