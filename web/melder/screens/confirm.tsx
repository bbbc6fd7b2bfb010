import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Line } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { code } from "../answers.ts";
import { send } from "../sending.ts";
import { back, goOn } from "../navigation.ts";

const GROUPS = 6;

/** Two different groups of the code, by chance, in their order. */
function twoGroups(): [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  const one = a % GROUPS;
  const other = (one + 1 + (b % (GROUPS - 1))) % GROUPS;
  return one < other ? [one, other] : [other, one];
}

/** A group as it is compared: without spaces, in capitals, with what looks alike read as the protocol reads it. */
function plain(typed: string): string {
  return typed.replace(/[\s-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** Two groups are typed back, and it is sent. */
export function Confirm() {
  const [asked] = useState(twoGroups);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const groups = code.value?.show().split("-") ?? [];
  const check = () => {
    const found = asked.filter((group) => plain(typed[group] ?? "") !== groups[group]);
    setWrong(found);
    if (found.length === 0) {
      goOn("sending");
      void send();
    }
  };
  return (
    <Page title={t("confirm.title")} lead={t("confirm.lead")}>
      <Errors
        title={t("errors.title")}
        missing={wrong.map((group) => ({ at: `group-${group}`, says: t("confirm.wrong", { number: group + 1 }) }))}
      />
      {asked.map((group) => (
        <Line
          key={group}
          id={`group-${group}`}
          code
          size={6}
          label={t("confirm.group", { number: group + 1 })}
          value={typed[group] ?? ""}
          error={wrong.includes(group) ? t("confirm.wrong", { number: group + 1 }) : undefined}
          onInput={(value) => setTyped({ ...typed, [group]: value })}
        />
      ))}
      <Actions>
        <Button look="main" onClick={check}>
          {t("confirm.send")}
        </Button>
        <Button onClick={back}>{t("confirm.show")}</Button>
      </Actions>
    </Page>
  );
}
