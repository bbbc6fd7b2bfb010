import { type Link, formatLink, wordsOf } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { languageOf } from "../../i18n/languages.ts";
import { classes } from "../../ui/classes.ts";
import { Qr } from "../../ui/qr.tsx";
import sheet from "../sheet.module.css";
import { type PosterText, posterTexts } from "./texts.ts";
import styles from "./paper.module.css";

/** How a poster is printed: on its own, as a card, or four cards on a sheet to be cut. */
export const SIZES = { a4: "org.poster.large", a6: "org.poster.card", four: "org.poster.four" } as const;
/** The name of a size of paper. */
export type Size = keyof typeof SIZES;

const OF_SIZE: Readonly<Record<Size, string | undefined>> = { a4: styles.a4, a6: styles.a6, four: styles.four };

interface Content {
  readonly link: Required<Link>;
  /** What the organisation calls itself. */
  readonly name: string;
  /** Whether somebody may begin who has typed the short address. */
  readonly listed: boolean;
  readonly language: string;
}

/** What goes on paper, and is looked at before. */
export function Paper({ size, label, ...content }: Content & { readonly size: Size; readonly label: string }) {
  const text = useTexts(content.language);
  if (!text) {
    return null;
  }
  const shown = <Poster {...content} text={text} />;
  return (
    <article
      class={classes(sheet.sheet, styles.paper, OF_SIZE[size])}
      lang={content.language}
      dir={languageOf(content.language).direction}
      aria-label={label}
    >
      {shown}
      {size === "four"
        && [2, 3, 4].map((number) => (
          <div key={number} class={styles.again} aria-hidden="true">
            {shown}
          </div>
        ))}
    </article>
  );
}

function Poster({ link, name, listed, text }: Content & { readonly text: (key: PosterText) => string }) {
  const whole = formatLink(link);
  return (
    <div class={styles.poster}>
      <div class={styles.top}>
        <h2>{text("org.poster.text.head")}</h2>
        <p>{text("org.poster.text.body")}</p>
      </div>
      <p class={classes("by", styles.by)}>{text("org.poster.text.by").replace("{{organisation}}", () => name)}</p>
      <Qr text={whole} label={whole} />
      <ul>
        <li>{text("org.poster.text.anonymous")}</li>
        <li>{text("org.poster.text.reads")}</li>
        <li>{text("org.poster.text.device")}</li>
      </ul>
      {listed ? <ShortAddress link={link} text={text} /> : <WholeAddress whole={whole} text={text} />}
      <p class={styles.danger}>{text("org.poster.text.danger")}</p>
    </div>
  );
}

/** All that has to be typed, the fingerprint on a line of its own. */
function WholeAddress({ whole, text }: { readonly whole: string; readonly text: (key: PosterText) => string }) {
  const [address = "", fingerprint = ""] = whole.split("#");
  return (
    <div class={styles.byHand}>
      <p>{text("org.poster.text.whole")}</p>
      <p class={styles.address}>
        {address}#<wbr />
        {fingerprint}
      </p>
    </div>
  );
}

/** The address without the fingerprint: who types it compares the words. */
function ShortAddress({ link, text }: { readonly link: Required<Link>; readonly text: (key: PosterText) => string }) {
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => void wordsOf(link.pin.organisation).then(setWords), [link]);
  return (
    <div class={styles.byHand}>
      <p>{text("org.poster.text.short")}</p>
      <p class={styles.address}>
        <b>{formatLink({ server: link.server, slug: link.slug })}</b>
      </p>
      <p class={styles.address} lang="en" dir="ltr">
        {words.join(" ")}
      </p>
    </div>
  );
}

/** The poster's texts in its own language; nothing until they are there. */
function useTexts(language: string): ((key: PosterText) => string) | undefined {
  const [text, setText] = useState<(key: PosterText) => string>();
  useEffect(() => {
    let gone = false;
    void posterTexts(language).then((texts) => gone || setText(() => texts));
    return () => {
      gone = true;
    };
  }, [language]);
  return text;
}
