import { useState } from "preact/hooks";

import { t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { type Fault, faultOf, signingFaultOf } from "../fault.ts";
import { changes, discard, edition, editions, opened, publish, refresh, undo } from "../house.ts";
import { keyFileName } from "../founding/founding.ts";
import { OpenKey } from "../keys/open-key.tsx";
import { Trouble } from "../trouble.tsx";
import { back, goOn } from "../way.ts";
import { Changes } from "./changes.tsx";

/** All that will be published, before it is signed. */
export function Sign() {
  const [overtaken, setOvertaken] = useState(false);
  const [fault, setFault] = useState<Fault>();
  if (!edition.value) {
    return null;
  }
  const several = editions.value.length > 1;
  const { slug } = opened().administrator.link;
  const nothing = changes.value.length === 0;
  const look = async () => {
    try {
      await refresh();
      goOn("log");
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  return (
    <Page title={t("org.sign.title")} lead={t(nothing ? "org.sign.renews" : "org.sign.lead")}>
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
      {fault && <Trouble fault={fault} />}
      {overtaken && (
        <Notice careful>
          <Button onClick={() => void look()}>{t("org.sign.overtaken")}</Button>
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
            const found = signingFaultOf(error);
            setOvertaken(found === "somebody-else");
            return found;
          } finally {
            key.wipe();
          }
        }}
      />
    </Page>
  );
}
