import { useState } from "preact/hooks";

import { plural, t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { type ErrorCode, errorCodeOf, signingErrorCodeOf } from "../error-code.ts";
import {
  type Meanwhile as MeanwhileSigned,
  catchUp,
  changes,
  discard,
  edition,
  editions,
  opened,
  publish,
  undo,
} from "../organisation-store.ts";
import { keyFileName } from "../founding/founding.ts";
import { OpenKey } from "../keys/open-key.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import { back, goOn } from "../navigation.ts";
import { Changes } from "./changes.tsx";

/** All that will be published, before it is signed. */
export function Sign() {
  const [overtaken, setOvertaken] = useState(false);
  const [meanwhile, setMeanwhile] = useState<MeanwhileSigned>();
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  if (!edition.value) {
    return null;
  }
  const several = editions.value.length > 1;
  const { slug } = opened().administrator.link;
  const nothing = changes.value.length === 0;
  const fetchTheirs = async () => {
    setErrorCode(undefined);
    try {
      setMeanwhile(await catchUp());
      setOvertaken(false);
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  return (
    <Page title={t("org.sign.title")} lead={t(nothing ? "org.sign.renews" : "org.sign.lead")}>
      {meanwhile && <Meanwhile {...meanwhile} />}
      {!nothing && (
        <>
          <Changes changes={changes.value} />
          <div class="row">
            {several && (
              <Button
                look="plain"
                onClick={() => {
                  undo();
                  back();
                }}
              >
                {t("org.undo")}
              </Button>
            )}
            <Button
              look="plain"
              onClick={() => {
                discard();
                goOn("home");
              }}
            >
              {t(several ? "org.discard" : "org.discard.one")}
            </Button>
          </div>
        </>
      )}
      <Notice>
        <p>{t("org.sign.public")}</p>
      </Notice>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      {overtaken && (
        <Notice careful role="alert">
          <p>{t("org.fault.somebody-else")}</p>
          <Button onClick={() => void fetchTheirs()}>{t("org.sign.overtaken")}</Button>
        </Notice>
      )}
      <h2>{t("org.sign.key")}</h2>
      <p>{t("org.sign.file", { file: keyFileName(slug, "root"), spare: keyFileName(slug, "spare") })}</p>
      <OpenKey
        label={t("org.key.file")}
        action={t("org.sign.do")}
        use={async (key) => {
          try {
            await publish(key);
            goOn("signed");
            return undefined;
          } catch (error) {
            const found = signingErrorCodeOf(error);
            setOvertaken(found === "somebody-else");
            return found === "somebody-else" ? undefined : found;
          } finally {
            key.wipe();
          }
        }}
      />
    </Page>
  );
}

/** What somebody else signed before this could be; what waits here comes on top of it. */
function Meanwhile({ changes, lost }: MeanwhileSigned) {
  return (
    <Notice careful role="status">
      <p>{t("org.sign.meanwhile")}</p>
      {changes.length > 0 ? <Changes changes={changes} /> : <p>{t("org.log.renewed")}</p>}
      {lost > 0 && <p>{plural("org.sign.lost", lost)}</p>}
      <p>{t("org.sign.on.top")}</p>
    </Notice>
  );
}
