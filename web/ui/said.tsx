import { signal } from "@preact/signals";

const words = signal("");

/** Has a screen reader say something, without taking the focus. */
export function say(text: string): void {
  words.value = text;
}

/** Where what is said appears: once on the page, from the start. */
export function Said() {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {words}
    </div>
  );
}
