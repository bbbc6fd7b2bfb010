import { isCategory } from "@fluister/sdk";

import { namesInWords, sizeInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Page } from "../../ui/page.tsx";
import { answers } from "../answers.ts";
import { idText } from "../../ids/id-text.ts";
import { organisation } from "../opening.ts";
import { type Screen, go } from "../navigation.ts";

/** Everything read back, each part to be changed. */
export function Check() {
  const chosen = (organisation.value?.advisers ?? []).filter((card) =>
    answers.advisers.value.includes(idText(card.id)),
  );
  const about = answers.about.value;
  const categories = answers.categories.value.map((name) =>
    isCategory(name) ? t(`category.${name}`) : t("categories.unknown"),
  );
  const files = answers.files.value.map((file) => `${file.source.name} (${sizeInWords(file.source.size)})`);
  return (
    <Page title={t("check.title")} lead={t("check.hint")}>
      <dl class="check">
        <Part at="advisers" name={t("check.to")} lines={[namesInWords(chosen.map((card) => card.name))]} />
        <Part at="track" name={t("check.about")} lines={about ? [t(`track.${about}`)] : []} />
        <Part at="what" name={t("what.title")} lines={[answers.what.value]} />
        <Part at="when" name={t("when.title")} lines={[answers.when.value]} />
        <Part at="who" name={t("who.title")} lines={[answers.who.value]} />
        <Part at="categories" name={t("categories.title")} lines={categories} />
        <Part at="wants" name={t("wants.title")} lines={[answers.wants.value]} />
        <Part at="files" name={t("check.files")} lines={files} />
      </dl>
      <Actions>
        <Button look="main" onClick={() => go("code")}>
          {t("next")}
        </Button>
      </Actions>
    </Page>
  );
}

function Part({ at, name, lines }: { readonly at: Screen; readonly name: string; readonly lines: readonly string[] }) {
  const said = lines.filter((line) => line.trim() !== "");
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {said.length === 0 ? (
          <p class="hint">{t("check.empty")}</p>
        ) : (
          said.map((line) => (
            <p key={line} class="text" dir="auto">
              {line}
            </p>
          ))
        )}
        <Button look="plain" label={t("check.edit", { what: name })} onClick={() => go(at)}>
          {t("change")}
        </Button>
      </dd>
    </div>
  );
}
