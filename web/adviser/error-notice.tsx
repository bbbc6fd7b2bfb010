import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Prose } from "../ui/prose.tsx";
import type { ErrorCode } from "./error-code.ts";
import { today } from "./today.ts";

/** The text that tells people about an error. */
export function errorText(errorCode: ErrorCode): string {
  return t(NAMES[errorCode], { day: dayInWords(today()), server: location.host });
}

/** What went wrong, within a page, with a way to try again where that can help. */
export function ErrorNotice({ errorCode, retry }: { readonly errorCode: ErrorCode; readonly retry?: () => void }) {
  return (
    <Notice careful role="alert">
      <Prose text={errorText(errorCode)} />
      {retry && <Button onClick={retry}>{t("retry")}</Button>}
    </Notice>
  );
}

/** Some errors are told in the words that melders read, others need the adviser's own. */
const NAMES = {
  offline: "fault.offline",
  "not-allowed": "failing.not-allowed",
  busy: "fault.busy",
  full: "fault.full",
  conflict: "failing.conflict",
  "too-old": "failing.too-old",
  unknown: "fault.unknown",
  address: "fault.address",
  nothing: "failing.nothing",
  withdrawn: "failing.withdrawn",
  "too-long": "fault.too-long",
  "too-many": "failing.too-many",
  "too-large": "fault.too-large",
  empty: "fault.empty",
  away: "failing.away",
  "given-up": "fault.given-up",
  answer: "failing.answer",
  mismatch: "fault.mismatch",
  altered: "fault.altered",
  expired: "failing.expired",
  clock: "fault.clock",
  passphrase: "failing.passphrase",
  weak: "failing.weak",
  code: "failing.code",
  old: "failing.old",
  "two-histories": "failing.two-histories",
  "changed-elsewhere": "failing.changed-elsewhere",
  damaged: "failing.damaged",
  "vault-altered": "failing.vault-altered",
  memory: "failing.memory",
  locked: "failing.locked",
  "vault-full": "failing.vault-full",
  elsewhere: "failing.elsewhere",
  storage: "failing.storage",
} as const satisfies Record<ErrorCode, string>;
