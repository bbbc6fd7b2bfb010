import { useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Button } from "../../../ui/buttons.tsx";
import { say } from "../../../ui/said.tsx";

/** Ways to bring a request to the administrator: copied, shared, or as a file. A photo makes a link too long for most mails. */
export function Handing({ text, withPhoto }: { readonly text: string; readonly withPhoto: boolean }) {
  const [told, setTold] = useState<string>();
  const tell = (words: string) => {
    setTold(words);
    say(words);
  };
  const file = new File([text], `${t("joining.request.file")}.txt`, { type: "text/plain" });
  const share = async () => {
    try {
      await navigator.share({ files: [file], title: t("joining.request.file") });
    } catch (error) {
      // The person thought better of it.
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        tell(t("joining.request.failed"));
      }
    }
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell(t("joining.request.copied"));
    } catch {
      tell(t("joining.request.failed"));
    }
  };
  return (
    <>
      {withPhoto && <p class="hint">{t("joining.request.long")}</p>}
      <div class="row">
        <Button onClick={() => save(file)}>{t("joining.request.save")}</Button>
        {canShare(file) && <Button onClick={() => void share()}>{t("joining.request.share")}</Button>}
        <Button onClick={() => void copy()}>{t("joining.request.copy")}</Button>
      </div>
      {told !== undefined && <p>{told}</p>}
    </>
  );
}

function canShare(file: File): boolean {
  // Not every browser has it, whatever the types say.
  const { canShare } = navigator as Partial<Navigator>;
  return canShare?.call(navigator, { files: [file] }) ?? false;
}

/** Has the browser save a file. */
function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has taken what it needs once it has begun.
  setTimeout(() => URL.revokeObjectURL(url));
}
