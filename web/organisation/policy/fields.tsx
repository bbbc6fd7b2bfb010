import type { Track } from "@fluister/sdk";

import { t } from "../../i18n/i18n.ts";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Notice } from "../../ui/notice.tsx";

/** How reports are taken. */
export interface Policy {
  readonly tracks: readonly Track[];
  /** How many days the server keeps letters. */
  readonly days: number;
  readonly listed: boolean;
}

const TRACKS: readonly Track[] = ["conduct", "integrity"];

/** The fewest days: reports of misconduct may take three months until there is feedback, so that their letters stay longer. */
export function leastDays(tracks: readonly Track[]): number {
  return tracks.includes("integrity") ? 120 : 30;
}

/** The most days that a server keeps letters. */
export const MOST_DAYS = 365;

/** What is wrong with a policy, by the field. */
export function policyErrors({ tracks, days }: Policy): { readonly tracks?: string; readonly days?: string } {
  const least = leastDays(tracks);
  const fits = Number.isInteger(days) && days >= least && days <= MOST_DAYS;
  return {
    ...(tracks.length === 0 && { tracks: t("org.policy.missing.tracks") }),
    ...(!fits && { days: t("org.policy.missing.days", { least, most: MOST_DAYS }) }),
  };
}

/** A whole number as people type it; NaN where it is none. */
function numberIn(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
}

/** Tracks, how long letters are kept, and who finds the organisation. */
export function PolicyFields(props: {
  readonly policy: Policy;
  readonly errors: ReturnType<typeof policyErrors>;
  readonly onChange: (policy: Policy) => void;
}) {
  const { policy, onChange } = props;
  const least = leastDays(policy.tracks);
  const toggle = (track: Track, on: boolean) => {
    const tracks = TRACKS.filter((other) => (other === track ? on : policy.tracks.includes(other)));
    onChange({ ...policy, tracks });
  };
  return (
    <>
      <Choices id="tracks" legend={t("org.policy.tracks")} error={props.errors.tracks}>
        {TRACKS.map((track) => (
          <Choice
            key={track}
            type="checkbox"
            name="track"
            label={t(`org.policy.${track}.label`)}
            hint={t(`org.policy.${track}.hint`)}
            checked={policy.tracks.includes(track)}
            onChange={(on) => toggle(track, on)}
          />
        ))}
      </Choices>
      <div class="field">
        <label for="days">{t("org.policy.days")}</label>
        <p class="hint" id="days-hint">
          {t(policy.tracks.includes("integrity") ? "org.policy.days.hint.integrity" : "org.policy.days.hint", {
            least,
            most: MOST_DAYS,
          })}
        </p>
        {props.errors.days !== undefined && (
          <p class="error" id="days-error">
            {props.errors.days}
          </p>
        )}
        <input
          id="days"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={5}
          defaultValue={Number.isNaN(policy.days) ? "" : String(policy.days)}
          aria-describedby={props.errors.days === undefined ? "days-hint" : "days-hint days-error"}
          aria-invalid={props.errors.days !== undefined ? true : undefined}
          onInput={({ currentTarget }) => onChange({ ...policy, days: numberIn(currentTarget.value) })}
        />
      </div>
      <Choices legend={t("org.policy.listed")}>
        <Choice
          type="radio"
          name="listed"
          label={t("org.policy.link")}
          hint={t("org.policy.link.hint")}
          checked={!policy.listed}
          onChange={() => onChange({ ...policy, listed: false })}
        />
        <Choice
          type="radio"
          name="listed"
          label={t("org.policy.open")}
          hint={t("org.policy.open.hint")}
          checked={policy.listed}
          onChange={() => onChange({ ...policy, listed: true })}
        />
      </Choices>
      <Notice>
        <p>{t("org.policy.law")}</p>
      </Notice>
    </>
  );
}
