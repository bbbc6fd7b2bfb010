import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { go } from "../navigation.ts";
import { founding, set } from "./founding.ts";
import { Step } from "./step.tsx";
import styles from "../shown.module.css";

/** As the SDK has it: 1 to 63 letters, digits and dashes, no dash first or last. */
const SLUG = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** An admission token: 32 bytes in base64url. */
const ADMISSION = /^[\w-]{43}$/;

/** Why this is no admission token, if it is none. */
function whyNot(admission: string): string | undefined {
  if (ADMISSION.test(admission)) {
    return undefined;
  }
  const count = Array.from(admission).length;
  return count === 0 || count === 43
    ? t("org.address.missing.admission")
    : t("org.address.length.admission", { count });
}

/** The organisation's address, and the token with which it may be founded. */
export function Address() {
  const [tried, setTried] = useState(false);
  const { slug, admission } = founding.value;
  const badSlug = SLUG.test(slug) ? undefined : t("org.address.missing.slug");
  const badAdmission = whyNot(admission.trim());
  const shown = slug === "" ? t("org.address.example") : slug;
  const missing: readonly Missing[] = [
    ...(badSlug === undefined ? [] : [{ at: "slug", says: badSlug }]),
    ...(badAdmission === undefined ? [] : [{ at: "admission", says: badAdmission }]),
  ];
  const next = () => {
    if (missing.length === 0) {
      go("policy-first");
    } else {
      setTried(true);
    }
  };
  return (
    <Step screen="address" title={t("org.address.title")}>
      <Errors title={t("errors.title")} missing={tried ? missing : []} />
      <Line
        id="slug"
        label={t("org.address.slug")}
        hint={t("org.address.slug.hint")}
        value={slug}
        error={tried ? badSlug : undefined}
        onInput={(value) => set({ slug: value.trim().toLowerCase() })}
      />
      <p class={styles.shown} dir="ltr">
        {location.origin}/{shown}
      </p>
      <Line
        id="admission"
        label={t("org.address.admission")}
        hint={t("org.address.admission.hint")}
        value={admission}
        error={tried ? badAdmission : undefined}
        onInput={(value) => set({ admission: value.trim() })}
      />
      <Fold title={t("org.address.where.title")} text={t("org.address.where", { slug: shown })} />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Step>
  );
}
