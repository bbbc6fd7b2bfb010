import { useEffect, useRef, useState } from "preact/hooks";

import { plural, t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { classes } from "../../ui/classes.ts";
import { Select } from "../joining/select.tsx";
import { chosen, inboxView } from "../view.ts";
import { type Filter, FILTERS, counts } from "./filters.ts";
import { among, filter, isSearching, listed, seek, sought, threads as all } from "./inbox.ts";
import { Row } from "./row.tsx";
import styles from "./list.module.css";

/** How many rows are drawn at first, and how many more each time the end comes into sight. */
const MORE = 60;

/** The threads, narrowed by a filter or a search. A thousand of them stay fluent: rows are drawn as they come into sight. */
export function List() {
  const threads = listed.value;
  const [shown, setShown] = useState(MORE);
  const organisations = inboxView.value?.organisations ?? [];
  useEffect(() => setShown(MORE), [filter.value, among.value, isSearching.value]);
  return (
    <>
      <search class={classes("field", styles.search)}>
        <label for="search">{t("inbox.search")}</label>
        <input
          id="search"
          type="text"
          inputMode="search"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          value={sought.value}
          onInput={(event) => seek(event.currentTarget.value)}
        />
      </search>
      {organisations.length > 1 && (
        <Select
          id="organisation"
          label={t("inbox.organisation")}
          none={t("inbox.organisation.all")}
          value={among.value ?? ""}
          options={organisations.map(({ organisation, name }) => ({ value: organisation, label: name }))}
          onChange={(value) => (among.value = value === "" ? undefined : value)}
        />
      )}
      {!isSearching.value && <Filters />}
      <p class={classes("hint", styles.found)} role="status">
        {isSearching.value ? plural("inbox.found", threads.length) : plural("inbox.count", threads.length)}
      </p>
      {threads.length === 0 ? (
        <p>{t(isSearching.value ? "inbox.found.none" : `inbox.empty.${filter.value}`)}</p>
      ) : (
        <ul class={styles.rows}>
          {threads.slice(0, shown).map((thread) => (
            <Row
              key={thread.id}
              thread={thread}
              current={chosen.value === thread.id}
              several={organisations.length > 1}
            />
          ))}
        </ul>
      )}
      {threads.length > shown && <Rest count={threads.length - shown} more={() => setShown(shown + MORE)} />}
    </>
  );
}

function Filters() {
  const of = counts(all.value);
  const offered = FILTERS.filter((one) => ALWAYS.includes(one) || of[one] > 0 || filter.value === one);
  return (
    <div class={styles.filters} role="group" aria-label={t("inbox.filter")}>
      {offered.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={filter.value === one}
          onClick={() => {
            filter.value = one;
          }}
        >
          {t(`inbox.filter.${one}`)} <span class={styles.count}>{of[one]}</span>
        </button>
      ))}
    </div>
  );
}

const ALWAYS: readonly Filter[] = ["open", "new", "me", "melder", "due", "closed"];

/** The end of what is drawn: more is drawn when it comes into sight, or is pressed. */
function Rest({ count, more }: { readonly count: number; readonly more: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current) {
      return;
    }
    const watcher = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) {
        more();
      }
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [more]);
  return (
    <div ref={end}>
      <Button look="plain" onClick={more}>
        {plural("inbox.more", count)}
      </Button>
    </div>
  );
}
