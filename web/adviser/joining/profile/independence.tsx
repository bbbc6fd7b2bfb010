import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter, purpose } from "../asking.ts";
import { ATTESTATIONS, draft } from "../draft.ts";

/** What an adviser attests of their independence: each sentence by itself, and what is left open is shown as open. */
export function Independence() {
  const { attestation } = draft;
  const open = ATTESTATIONS.length - attestation.value.length;
  return (
    <Page {...above("independence")} title={t("joining.independence.title")} lead={t("joining.independence.lead")}>
      <Choices legend={t("joining.independence.legend")}>
        {ATTESTATIONS.map((one) => (
          <Choice
            key={one}
            type="checkbox"
            name={one}
            label={t(LABELS[one])}
            checked={attestation.value.includes(one)}
            onChange={(on) => {
              const rest = attestation.value.filter((other) => other !== one);
              attestation.value = ATTESTATIONS.filter((other) => (other === one ? on : rest.includes(other)));
            }}
          />
        ))}
      </Choices>
      {open > 0 && (
        <Notice>
          <p>{t("joining.independence.open")}</p>
        </Notice>
      )}
      <Actions>
        <Button look="main" onClick={() => goAfter("independence")}>
          {t(purpose.value === "renew" || purpose.value === "join" ? "joining.sign" : "next")}
        </Button>
      </Actions>
    </Page>
  );
}

const LABELS = {
  under_the_board: "joining.independence.board",
  not_in_hr_finance_legal: "joining.independence.departments",
  no_line_manager: "joining.independence.manager",
  no_conflicting_function: "joining.independence.conflict",
} as const satisfies Record<(typeof ATTESTATIONS)[number], string>;
