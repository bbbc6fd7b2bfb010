import { render } from "preact";

import { also, firstKnown, speak, title } from "../i18n/i18n.ts";
import type { Texts } from "../i18n/languages.ts";
import { App } from "./app.tsx";
import { arrive } from "./arriving.ts";
import { watchHistory } from "./navigation.ts";

also(import.meta.glob<Texts>("../i18n/*/organisation.json", { import: "default" }));
title("org.window");

async function begin(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) {
    return;
  }
  await speak(firstKnown(navigator.languages));
  watchHistory();
  addEventListener("hashchange", () => void arrive());
  void arrive();
  root.replaceChildren();
  render(<App />, root);
}

void begin();
