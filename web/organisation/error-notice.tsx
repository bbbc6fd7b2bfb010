import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Prose } from "../ui/prose.tsx";
import type { ErrorCode } from "./error-code.ts";

/** Errors that are told in the words that melders read. */
const COMMON = ["offline", "busy", "full", "address"] as const;

/** Errors that an administrator is told in other words, or alone. */
const OWN = [
  "link",
  "request",
  "photo",
  "same-name",
  "too-much",
  "other-key",
  "retired-key",
  "spare-key",
  "not-spare",
  "first-key",
  "key-format",
  "key-passphrase",
  "key-weak",
  "newer",
  "taken",
  "admission",
  "admission-used",
  "admission-slug",
  "files-full",
  "too-many-versions",
  "too-old",
  "unknown",
  "mismatch",
  "altered",
] as const;

function textOf(errorCode: ErrorCode): string {
  const common = COMMON.find((known) => known === errorCode);
  const own = OWN.find((known) => known === errorCode);
  if (common !== undefined) {
    return t(`fault.${common}`);
  }
  if (own !== undefined) {
    return t(`org.fault.${own}`);
  }
  return errorCode === "clock"
    ? t("fault.clock", { day: dayInWords(Math.floor(Date.now() / 86_400_000)) })
    : t("org.fault.answer");
}

/** What went wrong, within a page, with a way to try again where that can help. */
export function ErrorNotice({ errorCode, retry }: { readonly errorCode: ErrorCode; readonly retry?: () => void }) {
  return (
    <Notice careful role="alert">
      <Prose text={textOf(errorCode)} />
      {retry && <Button onClick={retry}>{t("retry")}</Button>}
    </Notice>
  );
}
