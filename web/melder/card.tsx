import type { Card } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { dayInWords, languageInWords, namesInWords } from "../i18n/format.ts";
import { language, t } from "../i18n/i18n.ts";
import { idText } from "./id.ts";
import { melder, organisation } from "./opening.ts";

/** What an adviser says of themselves in the page's language, or in the first there is. */
function about(card: Card): { readonly text: string; readonly lang: string } | undefined {
  const [lang, text] =
    Object.entries(card.about).find(([tag]) => tag.split("-", 1)[0] === language.value)
    ?? Object.entries(card.about)[0]
    ?? [];
  return lang === undefined || text === undefined ? undefined : { text, lang };
}

/** An adviser's profile: photo, words, languages, and what stands in the way of writing to them. */
export function Profile({ card }: { readonly card: Card }) {
  const words = about(card);
  const advisers = organisation.value?.advisers ?? [];
  const deputy = card.deputy && advisers.find((other) => idText(other.id) === idText(card.deputy ?? other.id));
  return (
    <div class="profile">
      {card.photo && <Photo sha256={card.photo} name={card.name} />}
      <div>
        {card.pinned && <p>{t("advisers.pinned")}</p>}
        {words && (
          <p class="text" lang={words.lang} dir="auto">
            {words.text}
          </p>
        )}
        <ul class="facts">
          <li>{t(`advisers.${card.position}`)}</li>
          {card.tracks.map((track) => (
            <li key={track}>{t(`advisers.tracks.${track}`)}</li>
          ))}
          {card.languages.length > 0 && (
            <li>{t("advisers.languages", { languages: namesInWords(card.languages.map(languageInWords)) })}</li>
          )}
          {card.lastLooked !== undefined && <li>{t("advisers.looked", { day: dayInWords(card.lastLooked) })}</li>}
          {card.absentUntil !== undefined && (
            <li class="mark">{t("advisers.absent", { day: dayInWords(card.absentUntil) })}</li>
          )}
          {deputy && <li>{t("advisers.deputy", { name: deputy.name })}</li>}
          {!card.reachable && <li class="mark">{t("advisers.unreachable")}</li>}
        </ul>
      </div>
    </div>
  );
}

/** A photo whose bytes were checked against the directory's hash. Without it, the name is enough. */
function Photo({ sha256, name }: { readonly sha256: Uint8Array; readonly name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    melder()
      .file(sha256)
      .then((bytes) => {
        if (!gone) {
          made = URL.createObjectURL(new Blob([bytes.slice()]));
          setUrl(made);
        }
      })
      .catch(() => undefined);
    return () => {
      gone = true;
      if (made !== undefined) {
        URL.revokeObjectURL(made);
      }
    };
  }, [idText(sha256)]);
  return url === undefined ? null : <img src={url} alt={t("advisers.photo", { name })} width={96} height={96} />;
}
