import { compare } from "./bytes.js";
import { type Directory, type Root } from "./directory.js";
import { successorHash } from "./id.js";
import { type Reason, demand } from "./validation-error.js";

/** What a link pins. */
export interface Pin {
  /** The organisation's fingerprint, 32 bytes. */
  readonly organisation: Uint8Array;
  /** An adviser's id, on the adviser's own card. */
  readonly adviser?: Uint8Array;
}

/**
 * Goes from what a link pins, over the first directory of every root, to the present one (SPEC.md, section 16). With one root
 * the firsts may be left out.
 *
 * @throws ValidationError unless the present directory is that of the organisation that the link pins.
 */
export function walk(pin: Pin, firsts: readonly Directory[], present: Directory): void {
  const { fields } = present;
  demand(same(fields.organisation, pin.organisation), "organisation");
  if (fields.roots.length > 1 || firsts.length > 0) {
    walkFirsts(firsts, present);
  }
  demand(pin.adviser === undefined || present.adviser(pin.adviser) !== undefined, "pinned-adviser");
}

function walkFirsts(firsts: readonly Directory[], present: Directory): void {
  const { roots, organisation, successor } = present.fields;
  firsts.forEach((first, i) => {
    demand(same(first.fields.organisation, organisation), "organisation");
    demand(first.fields.serial === first.root.first_serial, "serial");
    demand(first.fields.roots.length === i + 1 && isSameRoot(first.root, roots[i]), "retired-root");
  });
  demand(firsts.length === roots.length, "successor");
  firsts.forEach((first, i) => {
    const before = firsts[i - 1];
    if (i > 0 && before !== undefined) {
      demandBeginning(first.fields.roots, before.fields.roots, "successor");
      demand(same(successorHash(first.root.key), before.fields.successor), "successor");
    }
  });
  const last = firsts.at(-1);
  demand(last === undefined || same(last.fields.successor, successor), "successor");
}

/** Goes through all versions from the first, as whoever keeps the log does. @throws ValidationError at the first that does not follow. */
export function chain(versions: readonly Directory[]): void {
  versions.forEach((version, i) => {
    const before = versions[i - 1];
    if (i === 0 || before === undefined) {
      demand(version.fields.serial === 1, "serial");
    } else {
      follow(before, version);
    }
  });
}

/** Whether a version may follow another. @throws ValidationError */
export function follow(before: Directory, next: Directory): void {
  const [a, b] = [before.fields, next.fields];
  demand(same(a.organisation, b.organisation) && a.slug === b.slug, "organisation");
  demand(b.serial === a.serial + 1, "serial");
  demand(b.previous !== undefined && same(b.previous, before.hash), "previous");
  demandBeginning(b.roots, a.roots, "retired-root");
  if (b.roots.length === a.roots.length) {
    demand(same(b.successor, a.successor), "successor");
  } else {
    demand(b.roots.length === a.roots.length + 1, "successor");
    demand(next.root.first_serial === b.serial, "successor");
    demand(same(successorHash(next.root.key), a.successor), "successor");
  }
}

/** Refuses unless the roots begin with all those that there were before. */
function demandBeginning(roots: readonly Root[], before: readonly Root[], reason: Reason): void {
  before.forEach((root, i) => demand(isSameRoot(root, roots[i]), reason));
}

function isSameRoot(a: Root, b: Root | undefined): boolean {
  return b !== undefined && same(a.key, b.key) && a.first_serial === b.first_serial;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return compare(a, b) === 0;
}
