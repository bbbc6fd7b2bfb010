/** Runs in the page before anything else: notes when each heading came to stand there, and when it was sent. */

declare global {
  interface Window {
    /** Milliseconds since the page was asked for. */
    marks?: Record<string, number>;
  }
}

/** `send` is what the button says with which it is sent. */
export function mark(send: string): void {
  const marks: Record<string, number> = (window.marks = {});
  const note = (what: string) => (marks[what] ??= performance.now());
  new MutationObserver(() => {
    const heading = document.querySelector("h1")?.textContent;
    if (heading) note(heading.replaceAll("\u00ad", ""));
    if (document.querySelector("header p")?.textContent) note("name");
  }).observe(document, { subtree: true, childList: true, characterData: true });
  document.addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Element && target.textContent === send) note("send");
    },
    { capture: true },
  );
}
