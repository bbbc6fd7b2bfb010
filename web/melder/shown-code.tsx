import { useRef, useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { say } from "../ui/said.tsx";

/** The code in its six groups, to copy or to print with nothing beside it that tells what it is for. */
export function ShownCode({ shown }: { readonly shown: string }) {
  const text = useRef<HTMLParagraphElement>(null);
  const [told, setTold] = useState<string>();
  const tell = (words: string) => {
    setTold(words);
    say(words);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shown);
      tell(t("code.copied"));
    } catch {
      // No clipboard without https, or not for this page: select it, so that it can be copied by hand.
      if (text.current) {
        getSelection()?.selectAllChildren(text.current);
      }
      tell(t("code.copy.failed"));
    }
  };
  return (
    <>
      <div class="note">
        <p class="print-only">{t("code.note.text")}</p>
        <p class="shown-code" dir="ltr" ref={text} aria-label={t("code.label")} role="group">
          {shown.split("-").map((group, at) => (
            <span key={at}>
              {group}
              {at < 5 && "-"}
            </span>
          ))}
        </p>
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
