import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { OpenKey } from "../keys/open-key.tsx";
import { save } from "../../ui/save.ts";
import { go } from "../navigation.ts";
import { type NewKey, type Which, founding, keyFile, keyFileName, newKey, set } from "./founding.ts";
import { Step } from "./step.tsx";

/** A key is tried out before anything depends on it: the file as it was saved, the passphrase as it was written down. */
export function TestKey({ which, next }: { readonly which: Which; readonly next?: boolean }) {
  const made = newKey(which);
  const file = keyFileName(founding.value.slug, which);
  return (
    <Step
      screen={next ? "next-spare-test" : which === "root" ? "key-test" : "spare-test"}
      title={t(`org.test.${which}.title`)}
    >
      <p>{t("org.test.lead", { file })}</p>
      <OpenKey
        label={t("org.key.file")}
        action={t("org.test.action")}
        use={(key) => {
          const is = (other: NewKey) => key.publicKey.every((byte, i) => byte === other.key.publicKey[i]);
          const isSame = is(made);
          const { root, spare } = founding.value;
          const errorCode = isSame
            ? undefined
            : root && is(root)
              ? "first-key"
              : spare && is(spare)
                ? "spare-key"
                : "key-format";
          key.wipe();
          if (isSame) {
            set({ [which]: { ...made, tested: true } });
            go(next ? "next-sign" : which === "root" ? "spare" : "check");
          }
          return Promise.resolve(errorCode);
        }}
      />
      <Button look="plain" onClick={() => save(file, keyFile(which), "application/x-pem-file")}>
        {t("org.test.again")}
      </Button>
    </Step>
  );
}
