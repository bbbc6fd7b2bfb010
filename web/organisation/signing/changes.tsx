import { type Change, type ProfilePart, SAFEGUARDS } from "@fluister/sdk";

import { dayInWords, languageInWords, namesInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { PAGES as PAGE_NAMES, KEYS } from "../../pages/pages.ts";

/** What a version changes, in words. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul>
      {changes.map((change, at) => (
        <li key={at}>{inWords(change)}</li>
      ))}
    </ul>
  );
}

function inWords(change: Change): string {
  switch (change.kind) {
    case "name":
      return t("org.change.name", { from: change.from, to: change.to });
    case "languages":
      return t("org.change.languages", { to: namesInWords(change.to.map(languageInWords)) });
    case "tracks":
      return t("org.change.tracks", { to: namesInWords(change.to.map((track) => t(`org.policy.${track}`))) });
    case "shelf_life":
      return t("org.change.days", { from: change.from, to: change.to });
    case "listed":
      return t(change.to ? "org.change.open" : "org.change.link");
    case "appointed":
      return t("org.change.appointed", { name: change.adviser.name });
    case "dismissed":
      return t("org.change.dismissed", { name: change.adviser.name });
    case "renewed":
      return t("org.change.renewed", {
        name: change.before.name,
        parts: namesInWords(change.parts.map((part) => t(`org.part.${named(part)}`))),
      });
    case "page_added":
    case "page_changed":
    case "page_removed":
      return t(change.name === SAFEGUARDS.name ? "org.change.safeguards" : PAGES[change.kind], {
        page: pageName(change.name),
        language: languageInWords(change.language),
      });
    case "root":
      return t("org.change.root");
    case "expires":
      return t("org.change.expires", { day: dayInWords(change.to) });
  }
}

const PAGES = {
  page_added: "org.change.page.added",
  page_changed: "org.change.page.changed",
  page_removed: "org.change.page.removed",
} as const;

function named(part: ProfilePart): Exclude<ProfilePart, "absent_until"> | "absent" {
  return part === "absent_until" ? "absent" : part;
}

/** What a page is called; a name that this app does not know as it stands. */
function pageName(name: string): string {
  const known = PAGE_NAMES.find((one) => one === name);
  if (known !== undefined) {
    return t(`page.${KEYS[known]}`);
  }
  return name === SAFEGUARDS.name ? t("org.checklist.title") : name;
}
