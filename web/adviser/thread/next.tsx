import type { ThreadWhole } from "@fluister/sdk";
import { useId } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { stepsFor } from "../steps/offered.ts";
import type { Step } from "../steps/step.ts";
import { take } from "../steps/taken.ts";

/** The steps that can be taken in a thread, beside answering, each with when one takes it. */
export function Next({ thread }: { readonly thread: ThreadWhole }) {
  return (
    <details>
      <summary>{t("next.title")}</summary>
      {stepsFor(thread).map(([group, steps]) => (
        <section key={group}>
          <h3>{t(`next.${group}`)}</h3>
          <ul class="next">
            {steps.map((step) => (
              <li key={step.name}>
                <OneStep step={step} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

function OneStep({ step }: { readonly step: Step }) {
  const when = useId();
  return (
    <>
      <button type="button" aria-describedby={when} onClick={() => take(step)}>
        {t(`step.${step.name}`)}
      </button>
      <p class="hint" id={when}>
        {t(`step.${step.name}.when`)}
      </p>
    </>
  );
}
