import type { ComponentChildren } from "preact";

import { softened } from "./soft.ts";

/**
 * Text in paragraphs, as translators and organisations write it: an empty line ends a paragraph, a line that begins with
 * `- ` is an item of a list, one that begins with `#` a heading (`h2`). With `links`, web addresses lead somewhere. Nothing else means anything; nothing is HTML.
 */
export function Prose({ text, links = false }: { readonly text: string; readonly links?: boolean }) {
  const inner = links ? linked : softened;
  return <>{blocks(text).map((block, at) => shown(block, at, inner))}</>;
}

/** A web address up to a space, without what ends the sentence around it. */
const ADDRESS = /(https?:\/\/\S+[^\s.,;:!?)'"’”])/;

/** Text whose web addresses can be followed, in a page of their own that is not told where from. */
function linked(text: string): ComponentChildren {
  return text.split(ADDRESS).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      softened(part)
    ),
  );
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

function shown(block: Block, at: number, inner: (text: string) => ComponentChildren): ComponentChildren {
  switch (block.kind) {
    case "heading":
      return <h2 key={at}>{inner(block.text)}</h2>;
    case "list":
      return (
        <ul key={at}>
          {block.items.map((item) => (
            <li key={item}>{inner(item)}</li>
          ))}
        </ul>
      );
    case "text":
      return (
        <p key={at} class="text">
          {inner(block.text)}
        </p>
      );
  }
}
