import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Line } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { purpose } from "../asking.ts";
import { openOrganisation } from "../organisation-state.ts";
import { go } from "../../navigation.ts";
import { linkIn } from "./link-in.ts";

/** The link of an organisation, or an invitation, for whoever did not come here by pressing it. */
export function Paste() {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const open = () => {
    if (linkIn(text) !== undefined) {
      setError(undefined);
      void openOrganisation(text);
      go("invited");
    } else {
      setError(t("joining.paste.wrong"));
    }
  };
  return (
    <Page
      title={t("joining.paste.title")}
      lead={t(purpose.value === "again" ? "joining.paste.lead.again" : "joining.paste.lead")}
    >
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "link", says: error }]} />
      <Line
        id="link"
        label={t("joining.paste.label")}
        hint={t("joining.paste.hint")}
        value={text}
        error={error}
        onInput={setText}
      />
      <Actions>
        <Button look="main" onClick={open}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
