import { type ListedAdviser } from "@fluister/sdk";
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { opened } from "../organisation-store.ts";
import { dismiss } from "../safeguards.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { back, go } from "../navigation.ts";
import { tracksInWords, withoutAdviser } from "./tracks.ts";

/** Who is to be taken off. */
export const leaving = signal<ListedAdviser | undefined>(undefined);

/** An adviser is taken off; what melders see then is said before. */
export function Dismiss() {
  const adviser = leaving.value;
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  if (!adviser) {
    return null;
  }
  const { name } = adviser;
  const nobodyFor = withoutAdviser(opened().edition.fields, adviser);
  const take = async () => {
    try {
      await dismiss(adviser);
      go("sign");
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  return (
    <Page title={t("org.dismiss.title", { name })}>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      {nobodyFor.length > 0 && (
        <Notice careful>
          <p>{t("org.dismiss.nobody", { name, tracks: tracksInWords(nobodyFor) })}</p>
        </Notice>
      )}
      <Prose text={t("org.dismiss.body", { name })} />
      <Actions>
        <Button look="main" onClick={() => void take()}>
          {t("org.dismiss.do", { name })}
        </Button>
        <Button onClick={back}>{t("cancel")}</Button>
      </Actions>
    </Page>
  );
}
