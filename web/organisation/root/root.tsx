import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { type ErrorCode, signingErrorCodeOf } from "../error-code.ts";
import { beginNext, forget, founding } from "../founding/founding.ts";
import { Step as DirectoryEdit } from "../founding/step.tsx";
import { catchUp, editions, opened, publish } from "../organisation-store.ts";
import { OpenKey } from "../keys/open-key.tsx";
import { go, goOn } from "../navigation.ts";

/** When the spare key takes over, and what that means. */
export function NextRoot() {
  const { slug, name } = opened().edition.fields;
  // a new root may sign files only once it is the root
  const waits = editions.value.length > 0;
  return (
    <Page title={t("org.root.title")} lead={t("org.root.lead")}>
      <Prose text={t("org.root.body")} />
      {waits && (
        <Notice careful>
          <p>{t("org.root.waits")}</p>
        </Notice>
      )}
      <Actions>
        <Button
          look="main"
          disabled={waits}
          onClick={() => {
            beginNext(slug, name);
            go("next-spare");
          }}
        >
          {t("org.root.begin")}
        </Button>
      </Actions>
    </Page>
  );
}

/** The spare key signs, and is the organisation's key from then on. */
export function NextSign() {
  const use = async (key: Parameters<typeof publish>[0]): Promise<ErrorCode | undefined> => {
    const { spare } = founding.value;
    if (!spare?.tested) {
      return "answer";
    }
    try {
      if (opened().administrator.standing(key.publicKey) !== "successor") {
        return "not-spare";
      }
      await publish(key, spare.key.publicKey);
      forget();
      goOn("signed");
      return undefined;
    } catch (error) {
      const errorCode = signingErrorCodeOf(error);
      if (errorCode === "somebody-else") {
        await catchUp();
        return "newer";
      }
      return errorCode;
    } finally {
      key.wipe();
    }
  };
  return (
    <DirectoryEdit screen="next-sign" title={t("org.root.sign")} lead={t("org.root.sign.lead")}>
      <OpenKey label={t("org.root.file")} action={t("org.sign.do")} use={use} />
    </DirectoryEdit>
  );
}
