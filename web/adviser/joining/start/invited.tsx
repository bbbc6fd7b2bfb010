import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { begin as beginFor, purpose } from "../asking.ts";
import { draft } from "../draft.ts";
import { nameInVault, openOrganisation, organisation, organisationState } from "../organisation-state.ts";
import { firstOf } from "../plan.ts";
import { Words } from "../words.tsx";
import { vault } from "../../worker/vault.ts";
import { invitation } from "../../session.ts";
import { inboxView, isOpen } from "../../view.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { go, goOn } from "../../navigation.ts";

/** Who invites, whether it is really they, and what an adviser takes on. */
export function Invited() {
  const now = organisationState.value;
  useEffect(() => {
    // A link that was pasted is being opened already.
    if (invitation.value !== undefined) {
      const href = `${location.origin}${location.pathname}#${invitation.value}`;
      invitation.value = undefined;
      void openOrganisation(href);
    }
    if (isOpen.value) {
      beginFor("join");
    }
  }, []);
  if (now.state === "loading") {
    return (
      <Page key="loading" title={t("joining.invited.opening")}>
        <p role="status">{t("joining.invited.loading")}</p>
      </Page>
    );
  }
  if (now.state === "failed") {
    return (
      <Page key="failed" title={t("joining.invited.failed")}>
        <ErrorNotice errorCode={now.errorCode} retry={() => void openOrganisation(now.href)} />
        <Actions>
          <Button onClick={() => go("paste")}>{t("joining.invited.other")}</Button>
        </Actions>
      </Page>
    );
  }
  const { name } = now.organisation;
  const isKnown =
    inboxView.value?.organisations.some((one) => one.organisation === nameInVault(now.organisation)) ?? false;
  if (isKnown) {
    return (
      <Page key="known" title={t("joining.invited.known", { organisation: name })}>
        <Prose text={t("joining.invited.known.body")} />
        <Actions>
          <Button look="main" onClick={() => goOn("inbox")}>
            {t("joining.to.inbox")}
          </Button>
          <Button onClick={() => go("organisations")}>{t("joining.organisations.title")}</Button>
        </Actions>
      </Page>
    );
  }
  const begin = () => {
    draft.tracks.value = draft.tracks.value.filter((track) => now.organisation.tracks.includes(track));
    go(firstOf(purpose.value));
  };
  return (
    <Page
      key="open"
      title={t("joining.invited.title", { organisation: name })}
      lead={t(purpose.value === "again" ? "joining.invited.lead.again" : "joining.invited.lead", {
        organisation: name,
      })}
    >
      <Notice>
        <h2>{t("joining.invited.checked")}</h2>
        <Prose text={t("joining.invited.checked.body", { organisation: name, server: now.link.server })} />
        <OrganisationWords />
      </Notice>
      <h2>{t("joining.duties.title")}</h2>
      <Prose text={t("joining.duties")} />
      <h2>{t("joining.need.title")}</h2>
      <Prose text={t(purpose.value === "join" ? "joining.need.join" : "joining.need")} />
      <Actions>
        <Button look="main" onClick={begin}>
          {t("joining.begin")}
        </Button>
      </Actions>
    </Page>
  );
}

/** The organisation's fingerprint as words, to compare by telephone. */
function OrganisationWords() {
  const [words, setWords] = useState<readonly string[]>([]);
  const fingerprint = organisation()?.fingerprint;
  useEffect(() => {
    if (fingerprint) {
      vault.wordsOf(fingerprint).then(setWords, () => undefined);
    }
  }, [fingerprint]);
  return (
    <details>
      <summary>{t("joining.invited.words")}</summary>
      <p>{t("joining.invited.words.hint")}</p>
      <Words words={words} />
    </details>
  );
}
