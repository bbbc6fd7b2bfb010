import { t } from "../../i18n/i18n.ts";
import { Page } from "../../ui/page.tsx";
import type { JoiningScreen } from "./screens.ts";

/** Becoming an adviser, further devices, settings: whichever of these screens is shown. */
export function Joining({ screen }: { readonly screen: JoiningScreen }) {
  return (
    <Page title={t("adviser.title")} quiet={screen === "welcome"}>
      <p>{t("joining.vault")}</p>
    </Page>
  );
}
