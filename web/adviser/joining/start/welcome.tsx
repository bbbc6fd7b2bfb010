import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { begin } from "../asking.ts";
import { go } from "../../navigation.ts";

/** Where a device begins that has no vault. */
export function Welcome() {
  return (
    <Page quiet title={t("adviser.title")} lead={t("joining.welcome.lead")}>
      <Prose text={t("joining.welcome.body")} />
      <Actions>
        <Button
          look="main"
          onClick={() => {
            begin("first");
            go("paste");
          }}
        >
          {t("joining.welcome.invited")}
        </Button>
        <Button onClick={() => go("new-device")}>{t("joining.welcome.device")}</Button>
        <Button onClick={() => go("lost")}>{t("joining.welcome.lost")}</Button>
        <p>
          <a href="/">{t("joining.welcome.melder")}</a>
        </p>
      </Actions>
    </Page>
  );
}
