import { signal } from "@preact/signals";

import { prefer, preferences } from "./device/preferences.ts";
import { lock } from "./session.ts";
import { isOpen } from "./view.ts";

/** How many minutes without a key or a touch may be chosen. */
export const [SHORTEST, USUAL, LONGEST] = [5, 15, 60] as const;

/** After how many minutes without a key or a touch the vault is locked. */
export const idleMinutes = signal<number>(USUAL);

/** Chooses after how many minutes, on this device. */
export async function chooseIdleMinutes(minutes: number): Promise<void> {
  idleMinutes.value = Math.min(LONGEST, Math.max(SHORTEST, Math.round(minutes)));
  await prefer({ idleMinutes: idleMinutes.value });
}

/** Whether the vault will be locked within a minute, unless somebody touches anything. */
export const isLockingSoon = signal(false);

/** Milliseconds between two looks at the clock; and those for which it is said that the vault will be locked. */
const [LOOK, NOTICE] = [5_000, 60_000] as const;

/** Watches whether anybody is there; and the keys that lock at once: Ctrl or ⌘, Shift and L. To be called once. */
export async function watchIdle(): Promise<void> {
  let last = Date.now();
  const touched = () => {
    // Whoever comes back to a sleeping machine has not been there in the meantime.
    lookUp();
    last = Date.now();
    isLockingSoon.value = false;
  };
  const lookUp = () => {
    const left = last + idleMinutes.value * 60_000 - Date.now();
    if (isOpen.value && left < 0) {
      void lock();
    }
    isLockingSoon.value = isOpen.value && left < NOTICE;
  };
  for (const name of ["pointerdown", "pointermove", "wheel", "keydown"]) {
    addEventListener(name, touched, { capture: true, passive: true });
  }
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyL") {
      event.preventDefault();
      void lock();
    }
  });
  document.addEventListener("visibilitychange", lookUp);
  setInterval(lookUp, LOOK);
  idleMinutes.value = (await preferences()).idleMinutes ?? USUAL;
}
