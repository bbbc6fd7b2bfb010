import { type Content, contentToJson } from "../protocol/content.js";
import { type Json, isObject, objectOf } from "../protocol/json.js";
import { type KeptContent } from "./kept.js";

/** What a letter says, as the vault keeps it: what is not known stands sorted, wherever it came from. */
export function keptContent(content: Content): KeptContent {
  const { body, others, ...common } = content;
  const known = contentToJson({ ...common, body });
  const { kind, ...rest } = known;
  const strange = Object.entries(others ?? {});
  if (body.kind === "unknown") {
    return objectOf([...sorted([["kind", body.name], ...strange]), ...Object.entries(rest)]) as KeptContent;
  }
  const commonFields = new Set(["n", "seen", "day", "token", "part", "directory", "from"]);
  const entries = Object.entries(rest);
  return objectOf([
    ["kind", kind ?? ""],
    ...entries.filter(([key]) => !commonFields.has(key)),
    ...sorted(strange),
    ...entries.filter(([key]) => commonFields.has(key)),
  ]) as KeptContent;
}

function sorted(entries: readonly (readonly [string, Json])[]): (readonly [string, Json])[] {
  return entries.map(([key, value]) => [key, deeply(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function deeply(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((inner: Json) => deeply(inner));
  }
  return isObject(value) ? objectOf(sorted(Object.entries(value))) : value;
}
