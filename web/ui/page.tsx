import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

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
  useEffect(() => {
    scrollTo(0, 0);
    if (!props.quiet) {
      heading.current?.focus();
    }
  }, []);
  return (
    <>
      {props.above && <p class="above">{props.above}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {props.title}
      </h1>
      {props.lead && <p class="lead">{props.lead}</p>}
      {props.children}
    </>
  );
}
