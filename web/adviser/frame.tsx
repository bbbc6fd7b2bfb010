import type { ComponentChildren } from "preact";

import { LANGUAGES, language, speak, t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Said } from "../ui/said.tsx";
import { prefer } from "./core/preferences.ts";
import { isLockingSoon } from "./idle.ts";
import { isOpen, lock } from "./session.ts";
import { back, canGoBack, go, screen } from "./way.ts";

/** What stands around every screen: the way back, the settings and the lock; before the vault is open, the language. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector("h1")?.focus()}>
        {t("skip")}
      </button>
      <header>
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
            <Languages />
          )}
        </nav>
      </header>
      <main>
        {canGoBack.value && (
          <button type="button" class="plain back" onClick={back}>
            {t("back")}
          </button>
        )}
        {children}
      </main>
      <div class="soon" role="alert">
        {isLockingSoon.value && <p>{t("frame.lock.soon")}</p>}
      </div>
      <Said />
    </>
  );
}

/** The languages that the page is not in now. */
export function Languages() {
  const change = async (tag: string) => {
    try {
      await speak(tag);
      await prefer({ language: tag });
    } catch {
      return;
    }
  };
  return (
    <>
      {Object.entries(LANGUAGES)
        .filter(([tag]) => tag !== language.value)
        .map(([tag, name]) => (
          <button key={tag} type="button" class="plain" lang={tag} onClick={() => void change(tag)}>
            {name}
          </button>
        ))}
    </>
  );
}
