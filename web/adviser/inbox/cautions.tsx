import { SERVICE_ERRORS } from "@fluister/sdk";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { errorCodeOf } from "../error-code.ts";
import { showAgain } from "../joining/asking.ts";
import { inboxView } from "../view.ts";
import { today } from "../today.ts";
import { errorText } from "../error-notice.tsx";
import { go } from "../navigation.ts";
import { type Caution, cautions } from "./cautions.ts";

/** What the adviser must know about in time: keys that end, a list that expires, letters that cannot be read. */
export function Cautions() {
  const found = inboxView.value ? cautions(inboxView.value, today()) : [];
  return (
    <>
      {found.map((caution) => (
        <Notice key={JSON.stringify(caution)} careful>
          <p>{inWords(caution)}</p>
          {caution.kind === "distrusted" && <p>{t("caution.distrusted.then")}</p>}
          {(caution.kind === "asked" || caution.kind === "asked-again") && <ToRequest name={caution.organisation} />}
          {caution.kind === "vault" && <Button onClick={() => go("move-vault")}>{t("caution.vault.move")}</Button>}
          {caution.kind === "absent" && <Button onClick={() => go("profile")}>{t("caution.absent.change")}</Button>}
        </Notice>
      ))}
    </>
  );
}

/** Leads back to what is to be handed to the administrator of the organisation of this name. */
function ToRequest({ name }: { readonly name: string }) {
  const one = inboxView.value?.organisations.find((one) => one.name === name && one.status === "asked");
  return one ? <Button onClick={() => showAgain(one.organisation)}>{t("caution.asked.show")}</Button> : null;
}

function inWords(caution: Caution): string {
  switch (caution.kind) {
    case "asked":
    case "asked-again":
    case "removed":
    case "expired":
    case "vault":
      return t(`caution.${caution.kind}`, { organisation: caution.organisation });
    case "distrusted":
      return t(lieOf(caution), { organisation: caution.organisation });
    case "set-aside":
      return t("caution.set-aside", { organisation: caution.organisation, name: caution.name });
    case "trouble":
      return t("caution.trouble", {
        organisation: caution.organisation,
        trouble: errorText(errorCodeOf(errorOf(caution.lastError))),
      });
    case "expires":
    case "keys":
    case "absent":
      return t(`caution.${caution.kind}`, { organisation: caution.organisation, day: dayInWords(caution.day) });
    case "away":
      return plural("caution.away", caution.days, { organisation: caution.organisation });
    case "unreadable":
      return plural("caution.unreadable", caution.count);
    case "withdrawn":
      return plural("caution.withdrawn", caution.count);
  }
}

/** What the server shows, and what that may mean. */
function lieOf({ of, isOld }: Extract<Caution, { readonly kind: "distrusted" }>) {
  return of === "directory" && isOld ? "caution.distrusted.directory-old" : (`caution.distrusted.${of}` as const);
}

/** The error that `lastError` names: a kind of `ServiceError`, or else what the protocol refused. */
function errorOf(lastError: string): Error {
  return Object.assign(new Error(), lastError in SERVICE_ERRORS ? { kind: lastError } : { reason: lastError });
}
