import type { Day, Track } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { dayInWords, languageInWords, namesInWords } from "../i18n/format.ts";
import { language, t } from "../i18n/i18n.ts";
import { lookup } from "../i18n/lookup.ts";

/** What melders are shown of an adviser, beside the name. */
export interface Shown {
  readonly name: string;
  readonly position: "internal" | "external";
  readonly tracks: readonly Track[];
  /** Language tags (BCP 47). */
  readonly languages: readonly string[];
  /** Their own words, by language. */
  readonly about: Readonly<Record<string, string>>;
  /** The first day on which they are there again is the next one. */
  readonly absentUntil?: Day;
  /** The deputy's name. */
  readonly deputy?: string | undefined;
  readonly lastLooked?: Day;
  /** Whether the link was this adviser's own card. */
  readonly pinned?: boolean;
  /** Whether there is a key to write to them with. */
  readonly reachable: boolean;
  /** Why they are set aside: what the server shows of them does not fit together. */
  readonly setAside?: string;
}

/** An adviser's profile: photo, words, languages, and what stands in the way of writing to them. */
export function Profile({ shown, photo }: { readonly shown: Shown; readonly photo?: Uint8Array | undefined }) {
  const words = wordsIn(shown.about, language.value);
  return (
    <div class="profile">
      {photo && <Photo bytes={photo} name={shown.name} />}
      <div>
        {shown.pinned && <p>{t("advisers.pinned")}</p>}
        {words && (
          <p class="text" lang={words.lang} dir="auto">
            {words.text}
          </p>
        )}
        <ul class="facts">
          <li>{t(`advisers.${shown.position}`)}</li>
          {shown.tracks.map((track) => (
            <li key={track}>{t(`advisers.tracks.${track}`)}</li>
          ))}
          {shown.languages.length > 0 && (
            <li>{t("advisers.languages", { languages: namesInWords(shown.languages.map(languageInWords)) })}</li>
          )}
          {shown.lastLooked !== undefined && <li>{t("advisers.looked", { day: dayInWords(shown.lastLooked) })}</li>}
          {shown.absentUntil !== undefined && (
            <li class="mark">{t("advisers.absent", { day: dayInWords(shown.absentUntil) })}</li>
          )}
          {shown.deputy !== undefined && <li>{t("advisers.deputy", { name: shown.deputy })}</li>}
          {!shown.reachable && (
            <li class="mark">{t(shown.setAside === undefined ? "advisers.unreachable" : "advisers.set-aside")}</li>
          )}
        </ul>
      </div>
    </div>
  );
}

/** What an adviser says of themselves in this language, or in the first there is. */
function wordsIn(
  about: Readonly<Record<string, string>>,
  wanted: string,
): { readonly text: string; readonly lang: string } | undefined {
  const all = Object.entries(about);
  const [lang, text] = all.find(([tag]) => lookup([tag], [wanted]) !== undefined) ?? all[0] ?? [];
  return lang === undefined || text === undefined ? undefined : { text, lang };
}

/** A picture from its bytes, as big as on a melder's page. */
function Photo({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes.slice()]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url === undefined ? null : <img src={url} alt={t("advisers.photo", { name })} width={96} height={96} />;
}
