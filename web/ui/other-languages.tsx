import { language } from "../i18n/i18n.ts";
import { LANGUAGES } from "../i18n/languages.ts";

/** A button for each language that the page is not in now, called as it calls itself. */
export function OtherLanguages({ onChoose }: { readonly onChoose: (tag: string) => void }) {
  return (
    <>
      {LANGUAGES.filter(({ tag }) => tag !== language.value).map(({ tag, name }) => (
        <button key={tag} type="button" class="plain" lang={tag} onClick={() => onChoose(tag)}>
          {name}
        </button>
      ))}
    </>
  );
}
