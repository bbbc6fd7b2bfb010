import type { ComponentChildren } from "preact";

import { softened } from "./soft.ts";

/**
 * Text in paragraphs, as translators and organisations write it: an empty line ends a paragraph, a line that begins with
 * `- ` is an item of a list, one that begins with `#` a heading (`h2`). Nothing else means anything; nothing is HTML.
 */
export function Prose({ text }: { readonly text: string }) {
  return <>{blocks(softened(text)).map(shown)}</>;
}

type Block =
  { readonly kind: "text" | "heading"; readonly text: string } | { readonly kind: "list"; readonly items: string[] };

function blocks(text: string): Block[] {
  const found: Block[] = [];
  let open = false;
  for (const line of text.replaceAll("\r", "").split("\n")) {
    const last = found.at(-1);
    const item = /^[-*] +(.*)$/.exec(line)?.[1];
    const heading = /^#+ +(.*)$/.exec(line)?.[1];
    if (line.trim() === "") {
      open = false;
    } else if (item !== undefined) {
      if (last?.kind === "list") {
        last.items.push(item);
      } else {
        found.push({ kind: "list", items: [item] });
      }
      open = false;
    } else if (heading !== undefined) {
      found.push({ kind: "heading", text: heading });
      open = false;
    } else if (open && last?.kind === "text") {
      found[found.length - 1] = { kind: "text", text: `${last.text}\n${line}` };
    } else {
      found.push({ kind: "text", text: line });
      open = true;
    }
  }
  return found;
}

function shown(block: Block, at: number): ComponentChildren {
  switch (block.kind) {
    case "heading":
      return <h2 key={at}>{block.text}</h2>;
    case "list":
      return (
        <ul key={at}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "text":
      return (
        <p key={at} class="text">
          {block.text}
        </p>
      );
  }
}
