import { type AppointmentAsked, formatLink } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Bar } from "../../../ui/bar.tsx";
import { Page } from "../../../ui/page.tsx";
import { vault } from "../../worker/vault.ts";
import { emptyVaultStorage } from "../../worker/vault-storage.ts";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { inboxView } from "../../view.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { goOn } from "../../navigation.ts";
import { above, askFor, purpose, replaces } from "../asking.ts";
import { draft, forgetKeys, keys, profileOf } from "../draft.ts";
import { nameInVault, organisationState } from "../organisation-state.ts";

/** The vault is made, or the request is signed with the one that there is. */
export function Making() {
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const makes = purpose.value === "first" || purpose.value === "again";
  const make = async () => {
    const at = organisationState.value;
    setErrorCode(undefined);
    try {
      if (at.state !== "open") {
        setErrorCode("offline");
        return;
      }
      const organisation = nameInVault(at.organisation);
      const request = await signed(organisation, formatLink(at.link));
      forgetKeys();
      const status = inboxView.value?.organisations.find((one) => one.organisation === organisation)?.status;
      const former = replaces.value;
      askFor([{ organisation, request, isNew: status !== "appointed", ...(former && { replaces: former }) }]);
      goOn("request");
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  useEffect(() => void make(), []);
  return (
    <Page
      {...above("making")}
      title={t(makes ? "joining.making.title" : "joining.signing.title")}
      {...(makes && { lead: t("joining.making.lead") })}
    >
      {errorCode === undefined ? (
        <Bar label={t("joining.making.bar")} />
      ) : (
        <ErrorNotice errorCode={errorCode} retry={() => void make()} />
      )}
    </Page>
  );
}

async function signed(organisation: string, link: string): Promise<AppointmentAsked> {
  const [profile, attestation] = [profileOf(), draft.attestation.value];
  switch (purpose.value) {
    case "join":
      return await vault.join(link, profile, attestation);
    case "renew":
      return await vault.askAgain(organisation, profile, attestation);
    case "again":
      // What lies here can't be opened any more; that was confirmed.
      await emptyVaultStorage();
      return await create(link);
    case "first":
      return await create(link);
  }
}

async function create(link: string): Promise<AppointmentAsked> {
  const [passphrase, keyCode] = [keys.passphrase.value ?? "", keys.code.value ?? ""];
  const [profile, attestation] = [profileOf(), draft.attestation.value];
  return await vault.create({ link, profile, attestation, passphrase, keyCode });
}
