import { render } from "preact";

import { firstKnown, speak } from "../i18n/i18n.ts";
import { App } from "./app.tsx";
import { open } from "./opening.ts";
import { watchHistory } from "./navigation.ts";

/** Until this has run, the page shows where to turn if it never runs. */
async function begin(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) {
    return;
  }
  void open();
  await speak(firstKnown(navigator.languages));
  watchHistory();
  root.replaceChildren();
  render(<App />, root);
}

void begin();
