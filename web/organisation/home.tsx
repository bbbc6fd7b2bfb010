import { dayInWords } from "../i18n/format.ts";
import { plural, t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { directory, opened } from "./house.ts";
import { type Screen, go } from "./way.ts";

/** From how many days on the administrator is told to sign anew. */
const SOON = 42;

/** What there is to do for an organisation. */
export function Home() {
  const { administrator, edition } = opened();
  const { expires } = directory.value?.fields ?? edition.fields;
  const { daysLeft } = administrator;
  const { advisers } = edition.fields;
  return (
    <Page title={t("org.home.title", { organisation: edition.fields.name })}>
      {daysLeft <= SOON ? (
        <Notice careful>
          <p>{daysLeft === 0 ? t("org.home.expired") : plural("org.home.days", daysLeft)}</p>
          <Button onClick={() => go("sign")}>{t("org.home.renew")}</Button>
        </Notice>
      ) : (
        <p>{t("org.home.until", { day: dayInWords(expires) })}</p>
      )}
      <ul class="ways">
        <Way to="advisers" title={t("org.advisers.title")}>
          {advisers.length === 0 ? t("org.home.no.advisers") : plural("org.home.advisers", advisers.length)}
        </Way>
      </ul>
      <Notice>
        <p>{t("org.home.cannot")}</p>
      </Notice>
    </Page>
  );
}

/** A way into a part of the app, with what stands there now. */
export function Way(props: { readonly to: Screen; readonly title: string; readonly children: string }) {
  return (
    <li>
      <Button onClick={() => go(props.to)}>
        {props.title}
        <span class="hint">{props.children}</span>
      </Button>
    </li>
  );
}
