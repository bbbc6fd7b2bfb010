import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { softened } from "./soft.ts";

/** Something that is missing, and the element (by its id) where it is to be mended. */
export interface Missing {
  readonly at: string;
  readonly says: string;
}

/**
 * What keeps the page from going on, all of it at its head, each a way to its place. Takes the focus when it
 * appears, and again when the page's main button is pressed and it is still there.
 */
export function Errors({ title, missing }: { readonly title: string; readonly missing: readonly Missing[] }) {
  const box = useRef<HTMLDivElement>(null);
  // By what it says: a page that is drawn again while somebody types must not take the focus from them. With the drawing, not after
  // it: whoever has gone on to what is missing must not be taken back.
  const said = missing.map(({ at, says }) => `${at} ${says}`).join();
  useLayoutEffect(() => box.current?.focus(), [said]);
  useEffect(() => {
    // Pressed again with the same still missing: told again, once the form has had its say.
    const again = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("button.main")) {
        queueMicrotask(() => box.current?.focus());
      }
    };
    addEventListener("click", again);
    return () => removeEventListener("click", again);
  }, []);
  if (missing.length === 0) {
    return null;
  }
  return (
    <div class="notice careful" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {missing.map(({ at, says }) => (
          <li key={at}>
            <button type="button" class="plain" onClick={() => document.getElementById(at)?.focus()}>
              {softened(says)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
