import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { go } from "../../navigation.ts";
import { begin as beginFor } from "../asking.ts";

/** What is lost with a passphrase or a key code, what is not, and the way on. */
export function Lost() {
  // Not known yet: until it is, nobody can go on past the question whether it may be deleted.
  const [here, setHere] = useState<boolean>();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => {
    vault.hasVault().then(setHere, () => setHere(false));
  }, []);
  const begin = () => {
    if (here && !sure) {
      setError(t("joining.lost.here.missing"));
    } else {
      beginFor("again");
      go("paste");
    }
  };
  return (
    <Page title={t("joining.lost.title")} lead={t("joining.lost.lead")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "here", says: error }]} />
      <h2>{t("joining.lost.code.title")}</h2>
      <Prose text={t("joining.lost.code")} />
      <h2>{t("joining.lost.passphrase.title")}</h2>
      <Prose text={t("joining.lost.passphrase")} />
      <h2>{t("joining.lost.again.title")}</h2>
      <Prose text={t("joining.lost.again")} />
      {here && (
        <Choices id="here" legend={t("joining.lost.begin")} hidden error={error}>
          <Choice
            type="checkbox"
            name="here"
            label={t("joining.lost.here")}
            checked={sure}
            onChange={(on) => {
              setSure(on);
              setError(undefined);
            }}
          />
        </Choices>
      )}
      <Actions>
        <Button look="main" disabled={here === undefined} onClick={begin}>
          {t("joining.lost.begin")}
        </Button>
      </Actions>
    </Page>
  );
}
