import { t } from "../../../i18n/i18n.ts";
import styles from "./passphrase-words.module.css";

/** The words of a passphrase, each with its number. */
export function PassphraseWords({ passphrase }: { readonly passphrase: string }) {
  return (
    <ol class={styles.passphrase} lang="en" dir="ltr" aria-label={t("joining.passphrase.label")}>
      {passphrase.split(" ").map((word, at) => (
        <li key={at}>{word}</li>
      ))}
    </ol>
  );
}
