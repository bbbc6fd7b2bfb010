import type { ComponentChildren } from "preact";

import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { OtherLanguages } from "../ui/other-languages.tsx";
import { Said } from "../ui/said.tsx";
import { isLockingSoon } from "./idle.ts";
import { speakFromNowOn } from "./language.ts";
import { lock } from "./session.ts";
import { isOpen } from "./view.ts";
import { back, canGoBack, go, screen } from "./navigation.ts";
import styles from "./frame.module.css";

/** What stands around every screen: the way back, the settings and the lock; before the vault is open, the language. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector("h1")?.focus()}>
        {t("skip")}
      </button>
      <header class={styles.header}>
        <p class="name">{t("adviser.name")}</p>
        <nav aria-label={t("frame.menu")}>
          {isOpen.value ? (
            <>
              {screen.value !== "settings" && (
                <Button look="plain" onClick={() => go("settings")}>
                  {t("frame.settings")}
                </Button>
              )}
              <Button onClick={() => void lock()}>{t("frame.lock")}</Button>
            </>
          ) : (
            <OtherLanguages onChoose={(tag) => void speakFromNowOn(tag)} />
          )}
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
      <div class={styles.soon} role="alert">
        {isLockingSoon.value && <p>{t("frame.lock.soon")}</p>}
      </div>
      <Said />
    </>
  );
}
