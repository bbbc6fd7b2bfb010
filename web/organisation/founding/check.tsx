import { useState } from "preact/hooks";

import { languageInWords, namesInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { goFirst } from "../navigation.ts";
import { found, founding } from "./founding.ts";
import { Step } from "./step.tsx";

/** All of it once more, before it is signed. */
export function Check() {
  const [busy, setBusy] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const { name, languages, slug, tracks, days, listed } = founding.value;
  const rows = [
    [t("org.about.name"), name],
    [t("org.about.languages"), namesInWords(languages.map(languageInWords))],
    [t("org.check.address"), `${location.origin}/${slug}`],
    [t("org.policy.tracks"), namesInWords(tracks.map((track) => t(`org.policy.${track}`)))],
    [t("org.policy.days"), String(days)],
    [t("org.policy.listed"), t(listed ? "org.policy.open" : "org.policy.link")],
  ];
  const publish = async () => {
    setBusy(true);
    setErrorCode(undefined);
    try {
      await found();
      goFirst("founded");
    } catch (error) {
      setErrorCode(errorCodeOf(error));
      setBusy(false);
    }
  };
  return (
    <Step screen="check" title={t("org.check.title")} lead={t("org.check.lead")}>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <dl class="check">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Actions>
        <Button look="main" disabled={busy} onClick={() => void publish()}>
          {busy ? t("loading") : t("org.check.found")}
        </Button>
      </Actions>
    </Step>
  );
}
