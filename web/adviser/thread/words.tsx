import type { ComponentChildren } from "preact";

/** What a letter is, over what it says. */
export function Titled({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h2>{title}</h2>
      {children}
    </>
  );
}

/** One of several things that a letter says, under its name; nothing where it is not said. */
export function Part({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      <strong>{name}</strong>
      {`\n${text}`}
    </p>
  );
}

/** What somebody wrote, as they wrote it. */
export function Words({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      {text}
    </p>
  );
}
