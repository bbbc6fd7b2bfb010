import type { Card } from "@fluister/sdk";
import { useState } from "preact/hooks";

import { language, t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Errors } from "../../ui/errors.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { answers } from "../answers.ts";
import { Profile } from "../card.tsx";
import { idText } from "../../ids/id-text.ts";
import { open, opening, organisation } from "../opening.ts";
import { pagesIn } from "../../pages/pages.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { go, goNext } from "../navigation.ts";

/** Who may read it: one or several, and never one who is involved. */
export function Advisers() {
  const now = opening.value;
  const { name = "", pages = [], advisers: cards = [] } = organisation.value ?? {};
  const [error, setError] = useState<string>();
  const next = () => {
    if (answers.advisers.value.length === 0) {
      setError(t("advisers.missing"));
    } else {
      goNext("what");
    }
  };
  if (now.state !== "open") {
    return (
      <Page title={t("advisers.title")}>
        {now.state === "failed" ? (
          <ErrorNotice errorCode={now.errorCode} retry={() => void open()} />
        ) : (
          <p role="status">{t("loading.organisation")}</p>
        )}
      </Page>
    );
  }
  if (!cards.some((card) => card.reachable)) {
    return (
      <Page title={t("advisers.title")}>
        <Notice careful>
          <p>{t("advisers.none")}</p>
          <Button onClick={() => void open()}>{t("advisers.none.again")}</Button>
          <p>
            <a href="/help">{t("advisers.none.help")}</a>
          </p>
          {pagesIn(pages, language.value).length > 0 && (
            <Button onClick={() => go("information")}>{t("information.title", { organisation: name })}</Button>
          )}
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t("advisers.title")} lead={t("advisers.hint")}>
      <Errors title={t("errors.title")} missing={error === undefined ? [] : [{ at: "advisers", says: error }]} />
      <Choices id="advisers" legend={t("advisers.title")} hidden error={error}>
        {sorted(cards).map((card) => (
          <Adviser key={idText(card.id)} card={card} />
        ))}
      </Choices>
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}

/** Whose card the link is comes first, then who can be reached; otherwise the organisation's own order. */
function sorted(cards: readonly Card[]): Card[] {
  const rank = (card: Card) => (card.pinned ? 0 : card.reachable && fits(card) ? 1 : 2);
  return [...cards].sort((one, other) => rank(one) - rank(other));
}

function fits(card: Card): boolean {
  const about = answers.about.value;
  return about !== "conduct" && about !== "integrity" ? true : card.tracks.includes(about);
}

function Adviser({ card }: { readonly card: Card }) {
  const { advisers, involved } = answers;
  const id = idText(card.id);
  const excluded = involved.value.includes(id);
  const choose = (on: boolean) => {
    const others = advisers.value.filter((other) => other !== id);
    advisers.value = on ? [...others, id] : others;
  };
  const exclude = (on: boolean) => {
    const others = involved.value.filter((other) => other !== id);
    involved.value = on ? [...others, id] : others;
    if (on) {
      choose(false);
    }
  };
  return (
    <div class={excluded || !card.reachable ? "card away" : "card"}>
      <Choice
        type="checkbox"
        name="adviser"
        label={card.name}
        checked={advisers.value.includes(id)}
        disabled={excluded || !card.reachable}
        onChange={choose}
      />
      <Profile card={card} />
      {!fits(card) && <p class="hint">{t("advisers.other.track")}</p>}
      <Choice
        type="checkbox"
        name="involved"
        label={t("advisers.involved", { name: card.name })}
        hint={excluded ? t("advisers.involved.why") : t("advisers.involved.hint", { name: card.name })}
        checked={excluded}
        onChange={exclude}
      />
    </div>
  );
}
