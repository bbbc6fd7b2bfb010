import { ATTESTATIONS, LAID_DOWN, SAFEGUARDS, idOfAdviser } from "@fluister/sdk";
import { useEffect } from "preact/hooks";

import { dayInWords } from "../i18n/format.ts";
import { plural, t } from "../i18n/i18n.ts";
import { PAGES } from "../pages/pages.ts";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { save } from "../ui/save.ts";
import { directory, opened } from "./organisation-store.ts";
import { reminder } from "./reminder.ts";
import { readAgain, safeguards } from "./safeguards.ts";
import { isSameId } from "./advisers/ids.ts";
import { tracksInWords, withoutAdviser } from "./advisers/tracks.ts";
import { type Screen, go } from "./navigation.ts";
import { classes } from "../ui/classes.ts";
import styles from "./home.module.css";

/** From how many days on the administrator is told to sign anew. */
const SOON = 42;

/** What there is to do for an organisation. */
export function Home() {
  const { administrator, edition } = opened();
  const { expires } = directory.value?.fields ?? edition.fields;
  const { daysLeft } = administrator;
  const { advisers, languages, name } = edition.fields;
  const { serial } = administrator.directory.fields;
  const gaps = useGaps();
  const nobodyFor = withoutAdviser(edition.fields);
  const written = PAGES.flatMap((page) =>
    languages.filter((tag) => edition.fields.pages.some((one) => one.name === page && one.language === tag)),
  ).length;
  const remind = async () => {
    const calendar = await reminder(name, expires, `${location.origin}/organisation/`);
    save("fluister.ics", calendar, "text/calendar");
  };
  return (
    <Page title={t("org.home.title", { organisation: edition.fields.name })}>
      {daysLeft <= SOON ? (
        <Notice careful>
          <p>{daysLeft === 0 ? t("org.home.expired") : plural("org.home.days", daysLeft)}</p>
          <Button onClick={() => go("sign")}>{t("org.home.renew")}</Button>
        </Notice>
      ) : (
        <>
          <p>
            {t("org.home.until", { day: dayInWords(expires) })} {plural("org.home.left", daysLeft)}
          </p>
          <div class="row">
            <Button look="plain" onClick={() => void remind()}>
              {t("org.home.remind")}
            </Button>
            <Button look="plain" onClick={() => go("sign")}>
              {t("org.home.renew")}
            </Button>
          </div>
        </>
      )}
      <ul class={classes("ways", styles.parts)}>
        <Entrance to="advisers" title={t("org.advisers.title")} careful={nobodyFor.length > 0}>
          {advisers.length === 0
            ? t("org.home.no.advisers")
            : nobodyFor.length > 0
              ? t("org.home.nobody.for", { tracks: tracksInWords(nobodyFor) })
              : plural("org.home.advisers", advisers.length)}
        </Entrance>
        <Entrance to="links" title={t("org.links.title")}>
          {t("org.home.links")}
        </Entrance>
        <Entrance to="pages" title={t("org.pages.title")}>
          {t("org.home.pages", { done: written, of: PAGES.length * languages.length })}
        </Entrance>
        <Entrance to="checklist" title={t("org.checklist.title")} careful={gaps !== undefined && gaps > 0}>
          {gaps === undefined
            ? t("org.home.checklist")
            : gaps === 0
              ? t("org.checklist.complete")
              : plural("org.home.gaps", gaps)}
        </Entrance>
        <Entrance to="particulars" title={t("org.particulars.title")}>
          {t("org.home.particulars")}
        </Entrance>
        <Entrance to="poster" title={t("org.poster.title")}>
          {t("org.home.poster")}
        </Entrance>
        <Entrance to="log" title={t("org.log.title")}>
          {t("org.home.log", { serial })}
        </Entrance>
        <Entrance to="root" title={t("org.root.title")}>
          {t("org.home.root")}
        </Entrance>
      </ul>
      <Notice>
        <p>{t("org.home.cannot")}</p>
      </Notice>
    </Page>
  );
}

/** How much of the checklist is not there yet; nothing while that is not known. */
function useGaps(): number | undefined {
  const { advisers, pages } = opened().edition.fields;
  const file = pages.find(({ name }) => name === SAFEGUARDS.name)?.sha256.join();
  useEffect(() => void readAgain(), [file]);
  if (safeguards.value.state !== "known") {
    return undefined;
  }
  const { laid_down: laid, attested } = safeguards.value.value;
  const open = LAID_DOWN.filter((name) => !laid.includes(name)).length;
  return advisers.reduce((sum, adviser) => {
    const names = attested.find((one) => isSameId(one.adviser, idOfAdviser(adviser)))?.names ?? [];
    return sum + ATTESTATIONS.filter((name) => !names.includes(name)).length;
  }, open);
}

/** A way into a part of the app, with what stands there now; `careful` where something is missing. */
function Entrance(props: {
  readonly to: Screen;
  readonly title: string;
  readonly careful?: boolean;
  readonly children: string;
}) {
  return (
    <li>
      <Button onClick={() => go(props.to)}>
        {props.title}
        <span class={classes("hint", props.careful && styles.missing)}>{props.children}</span>
      </Button>
    </li>
  );
}
