import { type ListedAdviser, idOfAdviser } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { edit } from "../house.ts";
import { back, go } from "../way.ts";

/** Who is to be taken off. */
export const leaving = signal<ListedAdviser | undefined>(undefined);

/** An adviser is taken off; what melders see then is said before. */
export function Dismiss() {
  const adviser = leaving.value;
  if (!adviser) {
    return null;
  }
  const { name } = adviser;
  return (
    <Page title={t("org.dismiss.title", { name })}>
      <Prose text={t("org.dismiss.body", { name })} />
      <Actions>
        <Button
          look="main"
          onClick={() => {
            edit((edition) => edition.dismiss(idOfAdviser(adviser)));
            go("sign");
          }}
        >
          {t("org.dismiss.do", { name })}
        </Button>
        <Button onClick={back}>{t("cancel")}</Button>
      </Actions>
    </Page>
  );
}
