import type { ComponentChildren } from "preact";

import { t } from "../../i18n/i18n.ts";
import { Page } from "../../ui/page.tsx";
import type { Screen } from "../way.ts";

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

/** One step on the way to an organisation. */
export function Step(props: {
  readonly screen: Screen;
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}) {
  const above = t("org.step", { number: STEPS.indexOf(props.screen) + 1, of: STEPS.length });
  const { children, ...rest } = props;
  return (
    <Page above={above} {...rest}>
      {children}
    </Page>
  );
}
