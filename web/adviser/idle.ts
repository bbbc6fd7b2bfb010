import { signal } from "@preact/signals";

import { prefer, preferences } from "./core/preferences.ts";
import { isOpen, lock } from "./session.ts";

/** How many minutes without a key or a touch may be chosen. */
export const [SHORTEST, USUAL, LONGEST] = [5, 15, 60] as const;

/** After how many minutes without a key or a touch the vault is locked. */
export const idleMinutes = signal<number>(USUAL);

/** Chooses after how many minutes, on this device. */
export async function chooseIdleMinutes(minutes: number): Promise<void> {
  idleMinutes.value = Math.min(LONGEST, Math.max(SHORTEST, Math.round(minutes)));
  await prefer({ idleMinutes: idleMinutes.value });
}

/** Milliseconds between two looks at the clock. */
const LOOK = 5_000;

/** Watches whether anybody is there; and the keys that lock at once: Ctrl or ⌘, Shift and L. To be called once. */
export async function watchIdle(): Promise<void> {
  let last = Date.now();
  const touched = () => {
    // Whoever comes back to a sleeping machine has not been there in the meantime.
    lookUp();
    last = Date.now();
  };
  const lookUp = () => {
    if (isOpen.value && Date.now() - last > idleMinutes.value * 60_000) {
      void lock();
    }
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
