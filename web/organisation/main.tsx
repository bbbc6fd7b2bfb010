import { render } from "preact";

import { also, firstKnown, speak, t } from "../i18n/i18n.ts";

also({
  nl: async () => (await import("../i18n/organisation/nl.json")).default,
  en: async () => (await import("../i18n/organisation/en.json")).default,
});

async function begin(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) {
    return;
  }
  await speak(firstKnown(navigator.languages));
  root.replaceChildren();
  render(
    <main>
      <h1>{t("organisation.title")}</h1>
    </main>,
    root,
  );
}

void begin();
