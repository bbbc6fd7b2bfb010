import { useEffect, useState } from "preact/hooks";

import { language, t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { melder, organisation } from "../opening.ts";
import { pageNamed } from "../../pages/pages.ts";
import { goNext } from "../navigation.ts";

/** What a formal report means, before the first word about wrongdoing. */
export function Policy() {
  return (
    <Page title={t("policy.title")} lead={t("policy.lead")}>
      <Prose text={t("policy.body")} />
      <Own />
      <Actions>
        <Button look="main" onClick={() => goNext("advisers")}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}

/** The organisation's own words on it, where it has published any. */
function Own() {
  const known = organisation.value;
  const page = known && pageNamed(known.pages, "integrity_policy", language.value);
  const [text, setText] = useState<string>();
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    setText(undefined);
    if (page) {
      melder()
        .file(page.sha256)
        .then((bytes) => setText(new TextDecoder().decode(bytes)))
        .catch(() => setFailed(true));
    }
  };
  useEffect(load, [page?.sha256]);
  if (!page) {
    return null;
  }
  return (
    <section>
      <h2>{t("policy.own", { organisation: known.name })}</h2>
      {text === undefined && !failed && <p>{t("loading")}</p>}
      {failed ? (
        <Notice>
          <p>{t("policy.own.failed")}</p>
          <Button onClick={load}>{t("retry")}</Button>
        </Notice>
      ) : (
        <div lang={page.language} dir="auto">
          <Prose text={text ?? ""} links />
        </div>
      )}
    </section>
  );
}
