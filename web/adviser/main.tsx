import { render } from "preact";

import { also, firstKnown, speak, title } from "../i18n/i18n.ts";
import type { Texts } from "../i18n/languages.ts";
import { App } from "./app.tsx";
import { preferences } from "./device/preferences.ts";
import { serveOffline } from "./device/offline.ts";
import { watchIdle } from "./idle.ts";
import { begin } from "./session.ts";
import { watchConnection } from "./syncing.ts";
import { watchSight } from "./typing/keeping.ts";
import { watchHistory } from "./navigation.ts";

also(import.meta.glob<Texts>("../i18n/*/kinds.json", { import: "default" }));
also(import.meta.glob<Texts>("../i18n/*/adviser.json", { import: "default" }));
also(import.meta.glob<Texts>("../i18n/*/joining.json", { import: "default" }));
title("adviser.name");

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) {
    return;
  }
  const { language } = await preferences();
  await speak(firstKnown(language === undefined ? navigator.languages : [language, ...navigator.languages]));
  await begin();
  watchHistory();
  watchConnection();
  watchSight();
  void watchIdle();
  root.replaceChildren();
  render(<App />, root);
  void serveOffline();
}

void start();
