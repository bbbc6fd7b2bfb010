import { useState } from "preact/hooks";

import { compareNames, languageInWords } from "../../../i18n/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Choice, Choices } from "../../../ui/choice.tsx";
import { Errors, type Missing } from "../../../ui/errors.tsx";
import { Page } from "../../../ui/page.tsx";
import { above, goAfter } from "../asking.ts";
import { draft } from "../draft.ts";
import { SPOKEN } from "../languages.ts";
import { organisation } from "../organisation-state.ts";
import { Select } from "../select.tsx";
import { AsSeen } from "./as-seen.tsx";

/** What somebody is an adviser for, and in which languages. */
export function Tasks() {
  const { tracks, languages } = draft;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const offered = organisation()?.tracks ?? [];
  const own = organisation()?.languages ?? [];
  const shown = [...new Set([...own, ...languages.value])];
  const others = SPOKEN.filter((tag) => !shown.includes(tag))
    .map((tag) => ({ value: tag, label: languageInWords(tag) }))
    .sort((one, other) => compareNames(one.label, other.label));
  const next = () => {
    const found = [
      ...(tracks.value.length === 0 ? [{ at: "tracks", says: t("joining.tracks.missing") }] : []),
      ...(languages.value.length === 0 ? [{ at: "languages", says: t("joining.languages.missing") }] : []),
    ];
    setMissing(found);
    if (found.length === 0) {
      goAfter("tasks");
    }
  };
  const errorAt = (id: string) => missing.find(({ at }) => at === id)?.says;
  const speak = (tag: string, on: boolean) => {
    const rest = languages.value.filter((other) => other !== tag);
    languages.value = on ? [...rest, tag] : rest;
  };
  return (
    <Page {...above("tasks")} title={t("joining.tasks.title")}>
      <Errors title={t("errors.title")} missing={missing} />
      <Choices id="tracks" legend={t("joining.tracks")} error={errorAt("tracks")}>
        {offered.map((track) => (
          <Choice
            key={track}
            type="checkbox"
            name="track"
            label={t(`joining.tracks.${track}`)}
            hint={t(`joining.tracks.${track}.hint`)}
            checked={tracks.value.includes(track)}
            onChange={(on) => {
              const chosen = on ? [...tracks.value, track] : tracks.value.filter((other) => other !== track);
              tracks.value = offered.filter((one) => chosen.includes(one));
            }}
          />
        ))}
      </Choices>
      <Choices id="languages" legend={t("joining.languages")} error={errorAt("languages")}>
        {shown.map((tag) => (
          <Choice
            key={tag}
            type="checkbox"
            name="language"
            label={languageInWords(tag)}
            checked={languages.value.includes(tag)}
            onChange={(on) => speak(tag, on)}
          />
        ))}
      </Choices>
      <Select
        id="another-language"
        label={t("joining.languages.another")}
        none={t("joining.languages.choose")}
        value=""
        options={others}
        onChange={(tag) => tag !== "" && speak(tag, true)}
      />
      <AsSeen />
      <Actions>
        <Button look="main" onClick={next}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
