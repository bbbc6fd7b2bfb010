import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { softened } from "./soft.ts";

/** One screen: its heading takes the focus when it appears, so that a screen reader begins there. */
export function Page(props: {
  readonly title: string;
  /** What stands above the heading, like 'Question 2 of 6'. */
  readonly above?: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
  /** Whether the heading takes the focus; not where the page is first opened. */
  readonly quiet?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the drawing, not after it: what somebody does at once must not be followed by a change of the focus.
  useLayoutEffect(() => {
    scrollTo({ top: 0, behavior: "instant" });
    if (!props.quiet) {
      heading.current?.focus();
    }
  }, []);
  return (
    <>
      {props.above && <p class="above">{props.above}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {softened(props.title)}
      </h1>
      {props.lead && <p class="lead">{softened(props.lead)}</p>}
      {props.children}
    </>
  );
}
