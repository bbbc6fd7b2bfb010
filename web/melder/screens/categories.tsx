import { t } from "../../i18n/i18n.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Page } from "../../ui/page.tsx";
import { answers, fittingCategories } from "../answers.ts";
import { goNext } from "../navigation.ts";
import { QUESTIONS } from "./question.tsx";

/** What it looks like; several may be chosen, and not knowing is an answer. */
export function Categories() {
  const { categories } = answers;
  const toggle = (name: string, on: boolean) => {
    const others = categories.value.filter((other) => other !== name && (name === "unknown") === (other === "unknown"));
    categories.value = on ? [...others, name] : others;
  };
  return (
    <Page
      title={t("categories.title")}
      lead={t("categories.hint")}
      above={t("question.of", { number: 4, of: QUESTIONS })}
    >
      <Choices legend={t("categories.title")} hidden>
        {fittingCategories().map((name) => (
          <Choice
            key={name}
            type="checkbox"
            name={name}
            label={t(`category.${name}`)}
            checked={categories.value.includes(name)}
            onChange={(on) => toggle(name, on)}
          />
        ))}
        <Choice
          type="checkbox"
          name="unknown"
          label={t("categories.unknown")}
          checked={categories.value.includes("unknown")}
          onChange={(on) => toggle("unknown", on)}
        />
      </Choices>
      <Actions>
        <Button look="main" onClick={() => goNext("wants")}>
          {categories.value.length === 0 ? t("skip.question") : t("next")}
        </Button>
      </Actions>
    </Page>
  );
}
