import type { Signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";

import { limitInWords, sizeInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { Line } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { say } from "../ui/said.tsx";
import type { ChosenFile } from "./chosen-file.ts";
import { MOST_FILES, choose, renamed } from "./choosing.ts";

/** Chooses files, cleans them and says what was done. */
export function FileChooser({
  files,
  most,
}: {
  readonly files: Signal<readonly ChosenFile[]>;
  /** How many bytes all of them may have together. */
  readonly most: number;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [working, setWorking] = useState<string>();
  const [errors, setErrors] = useState<readonly string[]>([]);

  const add = async (chosen: readonly File[]) => {
    const found: string[] = [];
    for (const file of chosen) {
      const error = whyNot(file, files.value, most);
      if (error !== undefined) {
        found.push(error);
        continue;
      }
      setWorking(file.name);
      say(t("files.working", { name: file.name }));
      try {
        files.value = [...files.value, await choose(file)];
      } catch (error) {
        const damaged = error instanceof Error && error.name === "CleanError";
        found.push(t(damaged ? "files.damaged" : "files.failed", { name: file.name }));
      }
    }
    setWorking(undefined);
    setErrors(found);
    say([...found, ...files.value.map(done)].join(" "));
  };

  if (most === 0) {
    return <p>{t("files.none.taken")}</p>;
  }
  return (
    <>
      <p class="hint">{t("files.size", { most: limitInWords(most) })}</p>
      <ul class="files">
        {files.value.map((file) => (
          <li key={file.number}>
            <OneFile file={file} files={files} />
          </li>
        ))}
      </ul>
      {working !== undefined && <p>{t("files.working", { name: working })}</p>}
      {errors.map((error) => (
        <Notice key={error} careful>
          <p>{error}</p>
        </Notice>
      ))}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("files.choose")}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          void add(chosen);
        }}
      />
      <Button disabled={working !== undefined} onClick={() => input.current?.click()}>
        {t("files.choose")}
      </Button>
    </>
  );
}

/** Why a file cannot go with the others; nothing where it can. `most` is in bytes, for all of them together. */
function whyNot(file: File, others: readonly ChosenFile[], most: number): string | undefined {
  if (others.length >= MOST_FILES) {
    return t("files.too.many", { most: MOST_FILES });
  }
  const all = others.reduce((sum, other) => sum + other.source.size, file.size);
  return all > most ? `${file.name}: ${t("files.too.large", { most: limitInWords(most) })}` : undefined;
}

function done(file: ChosenFile): string {
  return `${file.name}: ${t(file.state === "cleaned" ? "files.cleaned" : "files.unknown")}`;
}

function OneFile({ file, files }: { readonly file: ChosenFile; readonly files: Signal<readonly ChosenFile[]> }) {
  const replace = (other: ChosenFile) => {
    files.value = files.value.map((one) => (one.number === file.number ? other : one));
  };
  const drop = () => {
    files.value = files.value.filter((one) => one.number !== file.number);
  };
  return (
    <Notice careful={file.state === "asked"}>
      <Line
        id={`file-${file.number}`}
        label={t("files.name.label", { number: files.value.indexOf(file) + 1 })}
        hint={t("files.name")}
        value={file.name}
        onInput={(name) => replace(renamed(file, name))}
      />
      <p>{sizeInWords(file.source.size)}</p>
      <p>
        {file.state === "cleaned" && t("files.cleaned")}
        {file.state === "asked" && t("files.unknown")}
        {file.state === "kept" && t("files.kept")}
      </p>
      <div class="row">
        {file.state === "asked" && (
          <Button onClick={() => replace({ ...file, state: "kept" })}>{t("files.keep")}</Button>
        )}
        <Button onClick={drop}>{t("files.drop")}</Button>
      </div>
    </Notice>
  );
}
