import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors, type Missing } from "../../../ui/errors.tsx";
import { Line } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter } from "../asking.ts";
import { draft } from "../draft.ts";
import { AsSeen } from "./as-seen.tsx";

/** How many bytes of UTF-8 a name has at most. */
const MOST = 200;

/** The adviser's name, and whether they work for the organisation. */
export function Name() {
  const { name, position } = draft;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const next = () => {
    const found = [
      ...(name.value.trim() === "" ? [{ at: "name", says: t("joining.name.missing") }] : []),
      ...(fits(name.value) ? [] : [{ at: "name", says: t("joining.name.wrong") }]),
      ...(position.value === undefined ? [{ at: "position", says: t("joining.position.missing") }] : []),
    ];
    setMissing(found);
    if (found.length === 0) {
      goAfter("name");
    }
  };
  const errorAt = (id: string) => missing.find(({ at }) => at === id)?.says;
  return (
    <Page {...above("name")} title={t("joining.name.title")}>
      <Errors title={t("errors.title")} missing={missing} />
      <Line
        id="name"
        label={t("joining.name.label")}
        hint={t("joining.name.hint")}
        value={name.value}
        error={errorAt("name")}
        onInput={(value) => (name.value = value)}
      />
      <Choices id="position" legend={t("joining.position")} error={errorAt("position")}>
        {(["internal", "external"] as const).map((one) => (
          <Choice
            key={one}
            type="radio"
            name="position"
            label={t(`joining.position.${one}`)}
            checked={position.value === one}
            onChange={() => (position.value = one)}
          />
        ))}
      </Choices>
      <AsSeen />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}

/** Whether a name can be listed: not too long, and without characters that turn writing round or control something. */
function fits(name: string): boolean {
  return new TextEncoder().encode(name.trim()).length <= MOST && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name);
}
