import type { InboxView } from "@fluister/sdk";

import { t } from "../../../i18n/i18n.ts";

type One = InboxView["organisations"][number];

/** The organisations of this vault, one to be chosen. */
export function Which(props: { readonly organisations: readonly One[]; readonly onChoose: (one: One) => void }) {
  return (
    <ul class="places">
      {props.organisations.map((one) => (
        <li key={one.organisation}>
          <button type="button" class="place" onClick={() => props.onChoose(one)}>
            <span class="label">{one.name}</span>
            <span class="hint">{t(`joining.status.${one.status}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
