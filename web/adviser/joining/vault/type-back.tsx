import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Errors } from "../../../ui/errors.tsx";
import { Line } from "../../../ui/field.tsx";
import { matches, twoOf } from "./parts.ts";

/** Two parts of what was written down, by chance, typed back from the paper. */
export function TypeBack(props: {
  readonly kind: "word" | "group";
  readonly parts: readonly string[];
  readonly onRight: () => void;
  /** Shows what was written down once more. */
  readonly onShow: () => void;
}) {
  const { kind, parts, onRight, onShow } = props;
  const [asked] = useState(() => twoOf(parts.length));
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const wrongText = (at: number) => t(`joining.back.${kind}.wrong`, { number: at + 1 });
  const check = () => {
    const found = asked.filter((at) => !matches(kind, typed[at] ?? "", parts[at] ?? ""));
    setWrong(found);
    if (found.length === 0) {
      onRight();
    }
  };
  return (
    <>
      <Errors title={t("errors.title")} missing={wrong.map((at) => ({ at: `part-${at}`, says: wrongText(at) }))} />
      {asked.map((at) => (
        <Line
          key={at}
          id={`part-${at}`}
          {...(kind === "group" && { code: true, size: 6 })}
          label={t(`joining.back.${kind}`, { number: at + 1 })}
          value={typed[at] ?? ""}
          error={wrong.includes(at) ? wrongText(at) : undefined}
          onInput={(value) => setTyped({ ...typed, [at]: value })}
        />
      ))}
      <Actions>
        <Button look="main" onClick={check}>
          {t("next")}
        </Button>
        <Button onClick={onShow}>{t("joining.back.show")}</Button>
      </Actions>
    </>
  );
}
