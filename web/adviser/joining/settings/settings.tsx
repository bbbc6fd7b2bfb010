import { useEffect, useState } from "preact/hooks";

import { language, t } from "../../../i18n/i18n.ts";
import { LANGUAGES } from "../../../i18n/languages.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Page } from "../../../ui/page.tsx";
import { speakFromNowOn } from "../../language.ts";
import { inboxView } from "../../view.ts";
import { go, goOn } from "../../navigation.ts";
import { isAnyOffered } from "../notifications/channels.ts";
import type { JoiningScreen } from "../screens.ts";

const LEADING = [
  "profile",
  "organisations",
  "notifications",
  "idle",
  "change-passphrase",
  "show-code",
  "devices",
  "forget-device",
] as const satisfies readonly JoiningScreen[];

/** What can be set, each on a screen of its own. */
export function Settings() {
  const servers = (inboxView.value?.organisations ?? [])
    .filter(({ status }) => status === "appointed")
    .map(({ server }) => server);
  const [canBeTold, setCanBeTold] = useState<boolean>();
  useEffect(() => void isAnyOffered(servers).then(setCanBeTold), [servers.join(" ")]);
  return (
    <Page title={t("joining.settings.title")}>
      <ul class="places">
        {LEADING.filter((screen) => screen !== "notifications" || canBeTold === true).map((screen) => (
          <li key={screen}>
            <button type="button" class="place" onClick={() => go(screen)}>
              <span class="label">{t(`joining.settings.${screen}`)}</span>
              <span class="hint">{t(`joining.settings.${screen}.hint`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {canBeTold === false && servers.length > 0 && <p class="hint">{t("joining.tell.nowhere")}</p>}
      <Choices legend={t("language")}>
        {LANGUAGES.map(({ tag, name }) => (
          <Choice
            key={tag}
            type="radio"
            name="page-language"
            label={name}
            checked={language.value === tag}
            onChange={() => void speakFromNowOn(tag)}
          />
        ))}
      </Choices>
      <Actions>
        <Button look="main" onClick={() => goOn("inbox")}>
          {t("joining.to.inbox")}
        </Button>
      </Actions>
    </Page>
  );
}
