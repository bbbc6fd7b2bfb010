import { type InboxView, parseLink } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { requestLink } from "../../../links/links.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { say } from "../../../ui/said.tsx";
import { inboxView } from "../../view.ts";
import { sync, syncing } from "../../syncing.ts";
import { ErrorNotice } from "../../error-notice.tsx";
import { goOn } from "../../navigation.ts";
import { above, asked, handedOver, hasMore } from "../asking.ts";
import { cardOf } from "../card-of.ts";
import { Words } from "../words.tsx";
import { Handing } from "./handing.tsx";

/** The request: handed to the administrator, compared by telephone, and looked after until it has been granted. */
export function RequestShown() {
  const now = asked.value;
  const one = inboxView.value?.organisations.find(({ organisation }) => organisation === now?.organisation);
  if (!now || !one) {
    return null;
  }
  const { name } = one;
  if (now.isNew && one.status === "appointed") {
    return <Appointed one={one} />;
  }
  const { isNew, replaces } = now;
  const text = requestLink({
    link: parseLink(one.card),
    signed: now.request.signed,
    ...(now.request.photo && { photo: now.request.photo }),
    ...(replaces && { replaces }),
  });
  return (
    <Page
      key={now.organisation}
      {...above("request")}
      title={t(isNew ? "joining.request.title" : "joining.request.title.renew", { organisation: name })}
      lead={t(isNew ? "joining.request.lead" : "joining.request.lead.renew", { organisation: name })}
    >
      <h2>{t("joining.request.hand")}</h2>
      <Prose text={t("joining.request.hand.body")} />
      <Handing text={text} withPhoto={now.request.photo !== undefined} />
      <h2>{t("joining.request.words")}</h2>
      <Prose text={t("joining.request.words.body")} />
      <Words words={now.request.words} />
      <h2>{t("joining.waiting")}</h2>
      {isNew ? <Waiting one={one} /> : <Prose text={t("joining.waiting.renew")} />}
      <Actions>
        {hasMore.value ? (
          <Button look="main" onClick={handedOver}>
            {t("joining.request.more")}
          </Button>
        ) : (
          <Button
            onClick={() => {
              goOn("inbox");
              handedOver();
            }}
          >
            {t("joining.to.inbox")}
          </Button>
        )}
      </Actions>
    </Page>
  );
}

/** What is shown once the administrator has signed. */
function Appointed({ one }: { readonly one: InboxView["organisations"][number] }) {
  return (
    <Page
      key="appointed"
      title={t("joining.waiting.done")}
      lead={t("joining.waiting.done.body", { organisation: one.name })}
    >
      <Prose text={t("joining.waiting.done.next")} />
      <Actions>
        <Button
          look="main"
          onClick={() => {
            cardOf.value = one.organisation;
            goOn("card");
            handedOver();
          }}
        >
          {t("joining.waiting.card")}
        </Button>
        <Button
          onClick={() => {
            goOn("inbox");
            handedOver();
          }}
        >
          {t("joining.to.inbox")}
        </Button>
      </Actions>
    </Page>
  );
}

/** Whether the administrator has signed, looked up when asked, and whenever the person comes back to this page. */
function Waiting({ one }: { readonly one: InboxView["organisations"][number] }) {
  const [looked, setLooked] = useState(false);
  const look = async () => {
    await sync();
    setLooked(true);
    const status = inboxView.value?.organisations.find(({ organisation }) => organisation === one.organisation)?.status;
    say(t(status === "appointed" ? "joining.waiting.done" : "joining.waiting.not.yet"));
  };
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === "visible" && one.status === "asked") {
        void look();
      }
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [one.status]);
  const now = syncing.value;
  return (
    <>
      <Prose text={t("joining.waiting.body", { organisation: one.name, address: `${location.origin}/adviser/` })} />
      {now.state === "failed" && <ErrorNotice errorCode={now.errorCode} />}
      {looked && now.state === "resting" && <p>{t("joining.waiting.not.yet")}</p>}
      <Button disabled={now.state === "going"} onClick={() => void look()}>
        {t(now.state === "going" ? "joining.waiting.looking" : "joining.waiting.look")}
      </Button>
    </>
  );
}
