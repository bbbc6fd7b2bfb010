import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { appointed, directory } from "../organisation-store.ts";
import { goOn } from "../navigation.ts";

/** Says that the next version is published. */
export function Signed() {
  const fields = directory.value?.fields;
  if (!fields) {
    return null;
  }
  return (
    <Page
      title={t("org.signed.title")}
      lead={t("org.signed.lead", { serial: fields.serial, day: dayInWords(fields.expires) })}
    >
      {appointed.value.map((name) => (
        <p key={name}>{t("org.signed.appointed", { name })}</p>
      ))}
      <p>{t("org.signed.key")}</p>
      <Actions>
        <Button look="main" onClick={() => goOn("home")}>
          {t("org.home.to")}
        </Button>
      </Actions>
    </Page>
  );
}
