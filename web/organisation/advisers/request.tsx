import { ATTESTATIONS, idOfAdviser } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Attestations } from "../checklist/checklist.tsx";
import { type ErrorCode, appointingErrorCodeOf } from "../error-code.ts";
import { opened } from "../organisation-store.ts";
import { appoint } from "../safeguards.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { go, goOn } from "../navigation.ts";
import { type AskedHere, asked } from "./asked.ts";
import { Card } from "./card.tsx";
import { isSameId } from "./ids.ts";
import { classes } from "../../ui/classes.ts";
import styles from "../card.module.css";

/** What an adviser asks to be signed: the profile as melders will see it, what is attested, and the words to compare. */
export function Request() {
  const request = asked.value;
  return request ? <Shown request={request} /> : null;
}

function Shown({ request }: { readonly request: AskedHere }) {
  const [compared, setCompared] = useState(false);
  const [tried, setTried] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const { advisers } = opened().edition.fields;
  const { name } = request.adviser;
  const isRenewal = advisers.some((listed) => isSameId(idOfAdviser(listed), request.id));
  const former = advisers.find((listed) => isSameId(idOfAdviser(listed), request.replaces));
  const missing = compared ? [] : [{ at: "compared", says: t("org.request.missing") }];
  const take = async () => {
    setTried(true);
    setErrorCode(undefined);
    if (!compared) {
      return;
    }
    try {
      await appoint(request);
      go("sign");
    } catch (error) {
      setErrorCode(appointingErrorCodeOf(error));
    }
  };
  return (
    <Page title={t(isRenewal ? "org.request.renew" : "org.request.title", { name })}>
      <Errors title={t("errors.title")} missing={tried ? missing : []} />
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      {former && (
        <Notice careful>
          <p>{t("org.request.replaces", { name, former: former.name })}</p>
        </Notice>
      )}
      <section class={classes("card", styles.card)}>
        <h2>{name}</h2>
        <Card adviser={request.adviser} photo={request.photo} />
      </section>
      <Attested attestation={request.attestation} />
      <h2>{t("org.request.words")}</h2>
      <p>{t("org.request.words.hint", { name })}</p>
      <ol class="words" lang="en" dir="ltr">
        {request.words.map((word, at) => (
          <li key={at}>{word}</li>
        ))}
      </ol>
      <div id="compared" tabIndex={-1}>
        <Choice
          type="checkbox"
          name="compared"
          label={t("org.request.compared", { name })}
          checked={compared}
          onChange={setCompared}
        />
      </div>
      <Actions>
        <Button look="main" onClick={() => void take()}>
          {t(isRenewal ? "org.request.renew.take" : "org.request.take", { name })}
        </Button>
        <Button
          onClick={() => {
            asked.value = undefined;
            goOn("home");
          }}
        >
          {t(isRenewal ? "org.request.renew.refuse" : "org.request.refuse")}
        </Button>
      </Actions>
      <p class="hint">{t("org.request.refuse.hint", { name })}</p>
    </Page>
  );
}

/** What the adviser attests of their independence; what they do not is shown as what it is. */
function Attested({ attestation }: { readonly attestation: readonly string[] }) {
  const gaps = ATTESTATIONS.filter((name) => !attestation.includes(name));
  return (
    <>
      <h2>{t("org.request.attested")}</h2>
      <Attestations names={attestation} />
      {gaps.length > 0 && (
        <Notice careful>
          <p>{t("org.request.gaps")}</p>
        </Notice>
      )}
    </>
  );
}
