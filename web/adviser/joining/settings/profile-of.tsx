import type { InboxView } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { inboxView } from "../../view.ts";
import { today } from "../../today.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { goInstead } from "../../navigation.ts";
import { begin as beginFor, replaces } from "../asking.ts";
import { NO_PHOTO, draft, fillFrom, isAskedFirst } from "../draft.ts";
import { isSame } from "../ids.ts";
import { nameInVault, openOrganisation, organisationState } from "../organisation-state.ts";
import { Which } from "./which.tsx";

/** Which organisation's profile is to be renewed; where there is one, it is that one. */
export function ProfileOf() {
  const all = (inboxView.value?.organisations ?? []).filter(
    ({ status }) => status === "asked" || status === "appointed",
  );
  const [picked, setPicked] = useState<InboxView["organisations"][number]>();
  // On a new device nothing is known of an organisation before the first look is done.
  const chosen = picked ?? (all.length === 1 ? all[0] : undefined);
  useEffect(() => {
    if (chosen) {
      void begin(chosen);
    }
  }, [chosen?.organisation]);
  const now = organisationState.value;
  if (!chosen) {
    return (
      <Page key="which" title={t("joining.profile.which")}>
        <Which organisations={all} onChoose={setPicked} />
      </Page>
    );
  }
  return (
    <Page key="opening" title={t("joining.settings.profile")}>
      {now.state === "failed" ? (
        <ErrorNotice errorCode={now.errorCode} retry={() => void begin(chosen)} />
      ) : (
        <p role="status">{t("joining.invited.loading")}</p>
      )}
    </Page>
  );
}

async function begin(one: InboxView["organisations"][number]): Promise<void> {
  beginFor("renew");
  fillFrom(one.profile, one.attestation);
  if ((draft.absentUntil.value ?? Infinity) < today()) {
    draft.absentUntil.value = undefined;
  }
  await openOrganisation(one.card);
  const now = organisationState.value;
  if (now.state !== "open" || nameInVault(now.organisation) !== one.organisation) {
    return;
  }
  const own = one.advisers.find(({ isMe }) => isMe)?.id;
  // With new keys, and not signed yet: whoever is listed under the name is this adviser with the former ones.
  if (one.status === "asked" && one.lastSync !== undefined) {
    replaces.value = now.organisation.advisers.find(({ name }) => name === one.profile.name)?.id;
  }
  const photo = now.organisation.advisers.find(({ id }) => isSame(id, own))?.photo;
  // Where it can't be had, the one that is published stays: it is only not shown here.
  const published = photo && (await now.reader.file(photo).catch(() => undefined));
  // What was asked and is not signed lies in the vault; it is asked for again.
  draft.photo.value = one.profile.photo ?? published;
  draft.published.value = published ?? (isAskedFirst(one) || one.profile.photo ? NO_PHOTO : undefined);
  goInstead("preview");
}
