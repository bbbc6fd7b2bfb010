import { t } from "../../../i18n/i18n.ts";
import { Button } from "../../../ui/buttons.tsx";
import { copy } from "../../../ui/copy.ts";
import { save } from "../../../ui/save.ts";
import { useTold } from "../../../ui/told.tsx";

/** Ways to bring a request to the administrator: copied, shared, or as a file. A photo makes a link too long for most mails. */
export function Handing({ text, withPhoto }: { readonly text: string; readonly withPhoto: boolean }) {
  const [told, tell] = useTold();
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
  const keep = () => {
    save(file.name, text, file.type);
    tell(t("joining.request.saved", { file: file.name }));
  };
  const take = async () => tell(t((await copy(text)) ? "joining.request.copied" : "joining.request.failed"));
  return (
    <>
      {withPhoto && <p class="hint">{t("joining.request.long")}</p>}
      <div class="row">
        <Button onClick={keep}>{t("joining.request.save")}</Button>
        {canShare(file) && <Button onClick={() => void share()}>{t("joining.request.share")}</Button>}
        <Button onClick={() => void take()}>{t("joining.request.copy")}</Button>
      </div>
      {told}
    </>
  );
}

function canShare(file: File): boolean {
  // Not every browser has it, whatever the types say.
  const { canShare } = navigator as Partial<Navigator>;
  return canShare?.call(navigator, { files: [file] }) ?? false;
}
