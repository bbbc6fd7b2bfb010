import type { ComponentChildren } from "preact";

import { plural, speak, t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { OtherLanguages } from "../ui/other-languages.tsx";
import { Said } from "../ui/said.tsx";
import { changes, edition, editions, undo } from "./organisation-store.ts";
import { back, canGoBack, go, screen } from "./navigation.ts";
import styles from "./frame.module.css";

/** What stands around every screen: the organisation, the language, the way back, and what waits to be signed. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector("h1")?.focus()}>
        {t("skip")}
      </button>
      <header>
        <p class="name">{edition.value?.fields.name ?? t("organisation.title")}</p>
        <nav aria-label={t("language")}>
          <OtherLanguages onChoose={(tag) => void speak(tag).catch(() => undefined)} />
        </nav>
      </header>
      <main>
        {canGoBack.value && (
          <button type="button" class="plain" onClick={back}>
            {t("back")}
          </button>
        )}
        {children}
      </main>
      <Said />
      {editions.value.length > 0 && screen.value !== "sign" && <Waiting />}
    </>
  );
}

/** Takes back the last change; with the last of all, what was pressed goes, and the focus with it. */
function takeBack(): void {
  undo();
  if (editions.value.length === 0) {
    document.querySelector("h1")?.focus();
  }
}

/** What was changed and is not signed yet. */
function Waiting() {
  return (
    <footer class={styles.waiting}>
      <p>{plural("org.waiting", changes.value.length)}</p>
      <div class="row">
        <Button look="plain" onClick={takeBack}>
          {t("org.undo")}
        </Button>
        <Button look="main" onClick={() => go("sign")}>
          {t("org.sign.open")}
        </Button>
      </div>
    </footer>
  );
}
