import type { ThreadWhole } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { stepsFor } from "../steps/kinds.ts";
import { take } from "../steps/step.ts";

/** The steps that can be taken in a thread, beside answering. */
export function Next({ thread }: { readonly thread: ThreadWhole }) {
  return (
    <details>
      <summary>{t("next.title")}</summary>
      <ul class="next">
        {stepsFor(thread).map((one) => (
          <li key={one}>
            <Button onClick={() => take(one)}>{t(`step.${one}`)}</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
