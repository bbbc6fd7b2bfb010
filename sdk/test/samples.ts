import { readFileSync } from "node:fs";

import { readContent } from "../src/protocol/content.js";
import { KINDS, type Kind, type Known } from "../src/protocol/kinds.js";

const ENDING = ", with all its fields";

interface Vectors {
  readonly cases: readonly { readonly name: string; readonly directions: readonly [never]; readonly json: string }[];
}

const VECTORS = JSON.parse(
  readFileSync(new URL("../../../protocol/vectors/content.json", import.meta.url), "utf8"),
) as Vectors;

/** Every field of a kind, those that may be left out, too. */
type Whole<K extends Kind> = { [P in keyof Known<K>]-?: NonNullable<Known<K>[P]> };

function sampleOf(kind: Kind): unknown {
  const found = VECTORS.cases.find(({ name }) => name === kind + ENDING);
  const body = found && readContent(new TextEncoder().encode(found.json), found.directions[0]).body;
  const lacking = Object.keys(KINDS[kind].fields).filter((field) => !(field in (body ?? {})));
  if (lacking.length > 0) {
    throw new Error(`the vectors have no ${lacking.join()} of ${kind}`);
  }
  return body;
}

/** A letter of each kind, with every field that it can have: as the vectors have it. */
export const SAMPLES = Object.fromEntries(
  Object.keys(KINDS).map((kind) => [kind, sampleOf(kind as Kind)]),
) as unknown as { readonly [K in Kind]: Whole<K> };
