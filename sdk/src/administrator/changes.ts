import { type Adviser, adviser as adviserShape, idOfAdviser } from "../protocol/adviser.js";
import { type Day } from "../protocol/day.js";
import { type DirectoryFields } from "../protocol/directory.js";
import { encode } from "../protocol/encoding.js";
import { type Track } from "../protocol/kinds.js";

/** A part of an adviser's profile that a change concerns. */
export type ProfilePart = "name" | "position" | "tracks" | "languages" | "about" | "photo" | "absent_until" | "deputy";

/** One thing that is different in the later of two versions. */
export type Change =
  | { readonly kind: "name"; readonly from: string; readonly to: string }
  | { readonly kind: "languages"; readonly to: readonly string[] }
  | { readonly kind: "tracks"; readonly to: readonly Track[] }
  | { readonly kind: "shelf_life"; readonly from: number; readonly to: number }
  | { readonly kind: "listed"; readonly to: boolean }
  | { readonly kind: "appointed" | "dismissed"; readonly adviser: Adviser }
  | {
      readonly kind: "renewed";
      readonly adviser: Adviser;
      readonly before: Adviser;
      readonly parts: readonly ProfilePart[];
    }
  | {
      readonly kind: "page_added" | "page_changed" | "page_removed";
      readonly name: string;
      readonly language: string;
    }
  | { readonly kind: "root" }
  | { readonly kind: "expires"; readonly to: Day };

const PARTS: readonly ProfilePart[] = [
  "name",
  "position",
  "tracks",
  "languages",
  "about",
  "photo",
  "absent_until",
  "deputy",
];

/** What is different between two versions of a directory, in the order in which people want to know it. */
export function changesBetween(before: DirectoryFields, after: DirectoryFields): readonly Change[] {
  return [
    ...(after.roots.length > before.roots.length ? [{ kind: "root" } as const] : []),
    ...particulars(before, after),
    ...advisers(before.advisers, after.advisers),
    ...pages(before.pages, after.pages),
    ...(before.expires === after.expires ? [] : [{ kind: "expires", to: after.expires } as const]),
  ];
}

function particulars(before: DirectoryFields, after: DirectoryFields): Change[] {
  const [a, b] = [before.policy, after.policy];
  const found: Change[] = [];
  if (before.name !== after.name) {
    found.push({ kind: "name", from: before.name, to: after.name });
  }
  if (before.languages.join() !== after.languages.join()) {
    found.push({ kind: "languages", to: after.languages });
  }
  if ([...a.tracks].sort().join() !== [...b.tracks].sort().join()) {
    found.push({ kind: "tracks", to: b.tracks });
  }
  if (a.shelf_life_days !== b.shelf_life_days) {
    found.push({ kind: "shelf_life", from: a.shelf_life_days, to: b.shelf_life_days });
  }
  if (a.listed !== b.listed) {
    found.push({ kind: "listed", to: b.listed });
  }
  return found;
}

function advisers(before: readonly Adviser[], after: readonly Adviser[]): Change[] {
  const was = new Map(before.map((listed) => [encode(idOfAdviser(listed)), listed]));
  const is = new Set(after.map((listed) => encode(idOfAdviser(listed))));
  const dismissed: Change[] = before
    .filter((listed) => !is.has(encode(idOfAdviser(listed))))
    .map((adviser) => ({ kind: "dismissed", adviser }));
  return [...dismissed, ...after.flatMap((adviser) => compared(was.get(encode(idOfAdviser(adviser))), adviser))];
}

function compared(before: Adviser | undefined, adviser: Adviser): Change[] {
  if (before === undefined) {
    return [{ kind: "appointed", adviser }];
  }
  const parts = PARTS.filter((part) => written(before, part) !== written(adviser, part));
  return parts.length === 0 ? [] : [{ kind: "renewed", adviser, before, parts }];
}

/** A part of a profile as it stands in JSON. */
function written(of: Adviser, part: ProfilePart): string {
  const json = adviserShape.write(of) as Readonly<Record<string, unknown>>;
  return JSON.stringify(json[part] ?? null);
}

function pages(before: DirectoryFields["pages"], after: DirectoryFields["pages"]): Change[] {
  const key = (page: { name: string; language: string }) => `${page.language} ${page.name}`;
  const was = new Map(before.map((page) => [key(page), page]));
  const is = new Set(after.map(key));
  const removed: Change[] = before
    .filter((page) => !is.has(key(page)))
    .map(({ name, language }) => ({ kind: "page_removed", name, language }));
  const others = after.flatMap((page): Change[] => {
    const { name, language } = page;
    const old = was.get(key(page));
    if (old === undefined) {
      return [{ kind: "page_added", name, language }];
    }
    return encode(old.sha256) === encode(page.sha256) ? [] : [{ kind: "page_changed", name, language }];
  });
  return [...removed, ...others];
}
