import { ATTESTATIONS, LAID_DOWN, type Safeguards, encode, idOfAdviser } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { isSameId } from "../advisers/ids.ts";
import { dashed } from "../dashed.ts";
import { Actions, Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { softened } from "../../ui/soft.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { opened } from "../organisation-store.ts";
import { layDown, readAgain, safeguards } from "../safeguards.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { touched } from "../unsaved.ts";
import { back } from "../navigation.ts";
import styles from "../missing.module.css";

/** What an adviser needs to be able to work, and what of it is not there yet. */
export function Checklist() {
  useEffect(() => void readAgain(), []);
  const now = safeguards.value;
  return (
    <Page title={t("org.checklist.title")} lead={t("org.checklist.lead")}>
      {now.state === "loading" && <p>{t("loading")}</p>}
      {now.state === "failed" && <ErrorNotice errorCode={now.errorCode} retry={() => void readAgain()} />}
      {now.state === "known" && <Filled value={now.value} />}
    </Page>
  );
}

function Filled({ value }: { readonly value: Safeguards }) {
  const [names, setNames] = useState<readonly string[]>(LAID_DOWN.filter((name) => value.laid_down.includes(name)));
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const { advisers } = opened().edition.fields;
  const missing = LAID_DOWN.length - names.length;
  const keep = async () => {
    try {
      const had = value.laid_down;
      const ticked = names.filter((name) => !had.includes(name));
      const cleared = had.filter((name) => LAID_DOWN.some((known) => known === name) && !names.includes(name));
      if (ticked.length + cleared.length > 0) {
        await layDown(ticked, cleared);
      }
      touched.value = false;
      back();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  return (
    <>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <p class={missing > 0 ? styles.missing : undefined}>
        {missing === 0 ? t("org.checklist.complete") : plural("org.checklist.missing", missing)}
      </p>
      <Choices legend={t("org.checklist.laid")}>
        {LAID_DOWN.map((name) => (
          <Choice
            key={name}
            type="checkbox"
            name={name}
            label={t(`org.laid.${dashed(name)}`)}
            hint={t(`org.laid.${dashed(name)}.hint`)}
            checked={names.includes(name)}
            onChange={(on) => {
              touched.value = true;
              setNames(on ? [...names, name] : names.filter((other) => other !== name));
            }}
          />
        ))}
      </Choices>
      <Notice>
        <p>{t("org.checklist.public")}</p>
      </Notice>
      <Actions>
        <Button look="main" onClick={() => void keep()}>
          {t("org.keep")}
        </Button>
      </Actions>
      <h2>{softened(t("org.checklist.attested"))}</h2>
      <p>{t("org.checklist.attested.why")}</p>
      {advisers.length === 0 && <p>{t("org.advisers.none")}</p>}
      {advisers.map((adviser) => (
        <section key={encode(idOfAdviser(adviser))}>
          <h3>{adviser.name}</h3>
          <Attested found={value.attested.find((one) => isSameId(one.adviser, idOfAdviser(adviser)))} />
        </section>
      ))}
    </>
  );
}

function Attested({ found }: { readonly found: Safeguards["attested"][number] | undefined }) {
  return (
    <>
      {found && <p class="hint">{t("org.checklist.on", { day: dayInWords(found.on) })}</p>}
      <Attestations names={found?.names ?? []} />
    </>
  );
}

/** Each thing that can be attested, and whether it was. */
export function Attestations({ names }: { readonly names: readonly string[] }) {
  return (
    <ul>
      {ATTESTATIONS.map((name) => {
        const has = names.includes(name);
        return (
          <li key={name} class={has ? undefined : styles.missing}>
            {t(has ? "org.attested.yes" : "org.attested.no")} {t(`org.attested.${dashed(name)}`)}
          </li>
        );
      })}
    </ul>
  );
}
