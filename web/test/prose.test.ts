import type { VNode } from "preact";
import { describe, expect, it } from "vitest";

import { Prose } from "../ui/prose.tsx";

/** Elements and their texts, without Preact's own fields. */
function outline(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(outline);
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const { type, props } = node as VNode<{ readonly children?: unknown }>;
  return typeof type === "string" ? [type, outline(props.children)] : outline(props.children);
}

function shown(text: string): unknown {
  return outline(Prose({ text }));
}

describe("prose", () => {
  it("has paragraphs, lists and headings", () => {
    expect(shown("# One\n\nTwo\nthree\n\nFour\n\n- five\n* six\n\nSeven")).toEqual([
      ["h2", "One"],
      ["p", "Two\nthree"],
      ["p", "Four"],
      [
        "ul",
        [
          ["li", "five"],
          ["li", "six"],
        ],
      ],
      ["p", "Seven"],
    ]);
  });

  it("takes nothing for anything else", () => {
    const text = "<script>alert(1)</script> [a](javascript:alert(1)) **b**";
    expect(shown(text)).toEqual([["p", text]]);
  });
});
