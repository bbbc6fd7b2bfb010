import type { ComponentChildren } from "preact";

import { t } from "../../i18n/i18n.ts";
import { Page } from "../../ui/page.tsx";
import type { Screen } from "../navigation.ts";

/** The steps in their order; the keys have two screens each. */
const STEPS: readonly Screen[] = [
  "about",
  "address",
  "policy-first",
  "key",
  "key-test",
  "spare",
  "spare-test",
  "check",
];

/** The steps to a new root: the spare key takes over, and a new one is made. */
const NEXT: readonly Screen[] = ["next-spare", "next-spare-test", "next-sign"];

/** One step on the way to an organisation, or to its next root. */
export function Step(props: {
  readonly screen: Screen;
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}) {
  const steps = NEXT.includes(props.screen) ? NEXT : STEPS;
  const above = t("org.step", { number: steps.indexOf(props.screen) + 1, of: steps.length });
  const { children, ...rest } = props;
  return (
    <Page above={above} {...rest}>
      {children}
    </Page>
  );
}
