import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { founding, keyFile, keyFileName } from "./founding.ts";

/** The spare key on paper for the safe: what it is for, the file's text and the passphrase. */
export function SpareSheet() {
  const [pem, setPem] = useState<string>();
  const { name, slug, spare } = founding.value;
  const print = () => {
    setPem(keyFile("spare"));
    // once it is drawn
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  };
  return (
    <>
      <Button look="plain" onClick={print}>
        {t("org.sheet.print")}
      </Button>
      {pem !== undefined && (
        <div class="sheet print-only">
          <h1>{t("org.sheet.title", { organisation: name })}</h1>
          <p>{t("org.sheet.about")}</p>
          <h2>{t("org.key.passphrase")}</h2>
          <p class="written">{spare?.passphrase}</p>
          <h2>{t("org.sheet.file", { file: keyFileName(slug, "spare") })}</h2>
          <pre>{pem}</pre>
        </div>
      )}
    </>
  );
}
