import { type AppointmentAsked, decode, readRequest } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { vault } from "../../worker/vault.ts";
import { inboxView } from "../../view.ts";
import { goOn } from "../../navigation.ts";
import { type Asked, askFor, begin } from "../asking.ts";
import { AskPassphrase } from "./ask-passphrase.tsx";
import { NewCode } from "./new-code.tsx";

/** A device is lost: all others are shut out, with a new key code, and new keys that the administrators must sign. */
export function Devices() {
  const [part, setPart] = useState<"about" | "passphrase">("about");
  const [made, setMade] = useState<{ readonly code: string; readonly requests: readonly Asked[] }>();

  const revoke = async (passphrase: string) => {
    const former = new Map(
      inboxView.value?.organisations.map((one) => [one.organisation, one.advisers.find(({ isMe }) => isMe)?.id]),
    );
    const { keyCode, asked } = await vault.revokeDevices(passphrase);
    const requests = asked.flatMap((request): Asked[] => {
      const organisation = [...former.keys()].find((one) => isFor(request, one));
      const replaces = organisation === undefined ? undefined : former.get(organisation);
      return organisation === undefined ? [] : [{ organisation, request, isNew: false, ...(replaces && { replaces }) }];
    });
    setMade({ code: keyCode, requests });
  };

  if (made) {
    return (
      <NewCode
        code={made.code}
        lead={t("joining.devices.code.lead")}
        onKept={() => {
          begin("renew");
          askFor(made.requests);
          goOn(made.requests.length > 0 ? "request" : "settings");
        }}
      />
    );
  }
  if (part === "passphrase") {
    return (
      <Page key="passphrase" title={t("joining.devices.title")} lead={t("joining.devices.sure")}>
        <AskPassphrase action={t("joining.devices.do")} work={revoke} />
      </Page>
    );
  }
  return (
    <Page key="about" title={t("joining.devices.title")} lead={t("joining.devices.lead")}>
      <h2>{t("joining.devices.add.title")}</h2>
      <Prose text={t("joining.devices.add")} />
      <h2>{t("joining.devices.lost.title")}</h2>
      <Prose text={t("joining.devices.lost")} />
      <Notice careful>
        <Prose text={t("joining.devices.careful")} />
      </Notice>
      <Actions>
        <Button onClick={() => setPart("passphrase")}>{t("joining.devices.begin")}</Button>
      </Actions>
    </Page>
  );
}

/** Whether a request is for an organisation, named as in the vault. */
function isFor({ signed }: AppointmentAsked, organisation: string): boolean {
  try {
    readRequest(signed, decode(organisation, 32));
    return true;
  } catch {
    return false;
  }
}
