import { useRef, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Button } from "../../../ui/buttons.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { say } from "../../../ui/said.tsx";

/** A key code in its six groups; printed, it is a sheet for the safe that says what it is for. */
export function CodeSheet({ code }: { readonly code: string }) {
  const text = useRef<HTMLParagraphElement>(null);
  const [told, setTold] = useState<string>();
  const tell = (words: string) => {
    setTold(words);
    say(words);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      tell(t("code.copied"));
    } catch {
      // No clipboard without https: select it, so that it can be copied by hand.
      if (text.current) {
        getSelection()?.selectAllChildren(text.current);
      }
      tell(t("code.copy.failed"));
    }
  };
  return (
    <>
      <div class="note">
        <h2 class="print-only">{t("joining.sheet.title")}</h2>
        <p class="shown-code" dir="ltr" ref={text} aria-label={t("joining.code.label")} role="group">
          {code.split("-").map((group, at) => (
            <span key={at}>
              {group}
              {at < 5 && "-"}
            </span>
          ))}
        </p>
        <div class="print-only">
          <Prose text={t("joining.sheet.body", { address: `${location.origin}${location.pathname}` })} />
        </div>
      </div>
      <p class="hint">{t("code.zero")}</p>
      <div class="row">
        <Button onClick={() => void copy()}>{t("code.copy")}</Button>
        <Button onClick={() => print()}>{t("code.print")}</Button>
      </div>
      {told !== undefined && <p>{told}</p>}
    </>
  );
}
