import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { copy } from "../ui/copy.ts";
import { useTold } from "../ui/told.tsx";
import styles from "./shown.module.css";

/** A link to be kept or passed on: shown whole, copied, shared where the device can. */
export function LinkShown({ link, label }: { readonly link: string; readonly label: string }) {
  const [told, tell] = useTold();
  const take = async () => tell(t((await copy(link)) ? "org.copied" : "org.copy.failed"));
  return (
    <>
      <p class={styles.shown} dir="ltr" tabIndex={0} role="group" aria-label={label}>
        {link}
      </p>
      <div class="row">
        <Button onClick={() => void take()}>{t("org.copy")}</Button>
        {"share" in navigator && (
          <Button onClick={() => void navigator.share({ text: link }).catch(() => undefined)}>{t("org.share")}</Button>
        )}
      </div>
      {told}
    </>
  );
}
