import { signal } from "@preact/signals";

const words = signal("");

/** Milliseconds until what was said is no longer there, for whoever reads the page from its top later on. */
const LONG_ENOUGH = 10_000;

let clearing: ReturnType<typeof setTimeout> | undefined;

/** Has a screen reader say something, without taking the focus. */
export function say(text: string): void {
  clearTimeout(clearing);
  words.value = text;
  clearing = setTimeout(() => (words.value = ""), LONG_ENOUGH);
}

/** Where what is said appears: once on the page, from the start. */
export function Said() {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {words}
    </div>
  );
}
