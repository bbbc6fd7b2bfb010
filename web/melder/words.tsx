import type { ComponentChildren } from "preact";

import { t } from "../i18n/i18n.ts";
import { softened } from "../ui/soft.ts";
import { conversation } from "./conversation.ts";

/** What a letter is, over what it says. */
export function Titled({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h3>{softened(title)}</h3>
      {children}
    </>
  );
}

/** What somebody wrote, as they wrote it: its lines are kept, and nothing in it is more than text. */
export function Words({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      {text}
    </p>
  );
}

/** One of several things that a letter says, under its name; nothing where it is not said. */
export function Part({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <>
      <h4>{softened(name)}</h4>
      <Words text={text} />
    </>
  );
}

/** What the melder wrote; where it is not kept, that it isn't. */
export function OwnWords({ title, text }: { readonly title?: string; readonly text: string | undefined }) {
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      {text === undefined || text === "" ? (
        conversation.value?.repliesOnly && <p class="hint">{t("talk.own.hidden")}</p>
      ) : (
        <Words text={text} />
      )}
    </>
  );
}
