import type { NotificationSettings as Wish } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Page } from "../../../ui/page.tsx";
import { vault } from "../../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../../error-code.ts";
import { inboxView } from "../../view.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { NotificationForm } from "../notifications/notification-form.tsx";
import { type NotificationChannels, channelsOf } from "../notifications/channels.ts";
import { Which } from "./which.tsx";

/** Being told to look, for one organisation: off unless it is asked for. */
export function Notifications() {
  const all = (inboxView.value?.organisations ?? []).filter(({ status }) => status === "appointed");
  const [chosen, setChosen] = useState(all.length === 1 ? all[0] : undefined);
  const [found, setFound] = useState<{ readonly channels: NotificationChannels; readonly wish: Wish | undefined }>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const ask = async () => {
    if (!chosen) {
      return;
    }
    setErrorCode(undefined);
    try {
      const [channels, wish] = await Promise.all([channelsOf(chosen.server), vault.notifications(chosen.organisation)]);
      setFound({ channels, wish });
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  useEffect(() => void ask(), [chosen]);
  if (!chosen) {
    return (
      <Page key="which" title={t("joining.settings.notifications")} lead={t("joining.tell.which")}>
        <Which organisations={all} onChoose={setChosen} />
      </Page>
    );
  }
  return (
    <Page key={found ? "found" : "asking"} title={t("joining.settings.notifications")} lead={t("joining.tell.lead")}>
      {errorCode !== undefined && <ErrorNotice errorCode={errorCode} retry={() => void ask()} />}
      {!found && errorCode === undefined && <p role="status">{t("loading")}</p>}
      {found && (
        <NotificationForm organisation={chosen} channels={found.channels} wish={found.wish} only={all.length === 1} />
      )}
    </Page>
  );
}
