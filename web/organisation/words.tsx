import { wordsOf } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/i18n.ts";
import { opened } from "./organisation-store.ts";

/** The organisation's fingerprint as twelve words: an adviser who was invited may call and ask for them. */
export function OrganisationWords() {
  const { pin } = opened().administrator.link;
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => void wordsOf(pin.organisation).then(setWords), [pin.organisation]);
  return (
    <section>
      <h2>{t("org.words.title")}</h2>
      <p>{t("org.words.lead")}</p>
      <ol class="words" lang="en" dir="ltr">
        {words.map((word, at) => (
          <li key={at}>{word}</li>
        ))}
      </ol>
    </section>
  );
}
