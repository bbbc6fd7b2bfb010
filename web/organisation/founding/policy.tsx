import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { PolicyFields, policyErrors } from "../policy/fields.tsx";
import { go } from "../navigation.ts";
import { founding, set } from "./founding.ts";
import { Step } from "./step.tsx";

/** The form for the organisation's first policy. */
export function FirstPolicy() {
  const [tried, setTried] = useState(false);
  const { tracks, days, listed } = founding.value;
  const policy = { tracks, days, listed };
  const errors = tried ? policyErrors(policy) : {};
  const next = () => {
    if (Object.keys(policyErrors(policy)).length === 0) {
      go("key");
    } else {
      setTried(true);
    }
  };
  return (
    <Step screen="policy-first" title={t("org.policy.title")}>
      <Errors title={t("errors.title")} missing={Object.entries(errors).map(([at, says]) => ({ at, says }))} />
      <PolicyFields policy={policy} errors={errors} onChange={set} />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Step>
  );
}
