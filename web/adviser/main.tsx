import { render } from "preact";

import { also, firstKnown, speak, t } from "../i18n/i18n.ts";

also({
  nl: async () => (await import("../i18n/adviser/nl.json")).default,
  en: async () => (await import("../i18n/adviser/en.json")).default,
});
also({
  nl: async () => (await import("../i18n/joining/nl.json")).default,
  en: async () => (await import("../i18n/joining/en.json")).default,
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
      <h1>{t("adviser.title")}</h1>
      <p>{t("joining.vault")}</p>
    </main>,
    root,
  );
}

void begin();
