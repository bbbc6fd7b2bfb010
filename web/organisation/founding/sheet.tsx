import { t } from "../../i18n/i18n.ts";
import { Qr } from "../../ui/qr.tsx";
import { classes } from "../../ui/classes.ts";
import sheet from "../sheet.module.css";
import { founding, keyFileName } from "./founding.ts";
import styles from "./sheet.module.css";

/** The spare key on paper for the safe: what it is for, the file's text and the passphrase. Seen on paper alone. */
export function SpareSheet({ pem }: { readonly pem: string }) {
  const { name, slug, spare } = founding.value;
  return (
    <div class={classes(sheet.sheet, styles.spare, "print-only")}>
      <h1>{t("org.sheet.title", { organisation: name })}</h1>
      <p>{t("org.sheet.about")}</p>
      <h2>{t("org.key.passphrase")}</h2>
      <pre>{spare?.passphrase}</pre>
      <h2>{t("org.sheet.file", { file: keyFileName(slug, "spare") })}</h2>
      <Qr text={pem} label={t("org.sheet.code")} />
      <pre>{pem}</pre>
    </div>
  );
}
