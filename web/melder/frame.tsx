import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { speak, t } from "../i18n/i18n.ts";
import { OtherLanguages } from "../ui/other-languages.tsx";
import { Said } from "../ui/said.tsx";
import { isHidden, organisation } from "./opening.ts";
import { back, canGoBack, leave } from "./navigation.ts";

/** What stands around every screen: the organisation, the language, the way back, and the way out. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  useLeaveByShift();
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector("h1")?.focus()}>
        {t("skip")}
      </button>
      <header>
        <p class="name">{!isHidden.value && organisation.value?.name}</p>
        <nav aria-label={t("language")}>
          <OtherLanguages onChoose={(tag) => void speak(tag).catch(() => undefined)} />
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
      <Said />
      <footer class="leave">
        <a href="tel:112">{t("danger")}</a>
        <button type="button" onClick={leave}>
          {t("leave")}
        </button>
      </footer>
    </>
  );
}

/** Shift three times within two seconds leaves; any other key in between starts anew. */
function useLeaveByShift(): void {
  useEffect(() => {
    let pressed: number[] = [];
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Shift") {
        pressed = [];
      } else if (!event.repeat) {
        pressed = [...pressed.filter((at) => event.timeStamp - at < 2_000), event.timeStamp];
        if (pressed.length === 3) {
          leave();
        }
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
