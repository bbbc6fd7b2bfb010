import { utf8 } from "../protocol/bytes.js";
import { type VaultEntries } from "./entries.js";

/** Bytes of changes that may wait for the next change of the vault and go along with it. */
const LITTLE = 256 << 10;
/** Bytes and entries in one portion: with what the vault grows by, and its manifest, they stay within a batch. */
const [MOST, MOST_ENTRIES] = [3 << 20, 512];

/**
 * The vault with some of what was changed, where that is too much to go along with another change; nothing where it is little.
 * A conversation that goes on for long, shown for the first time, changes more than a server takes at once.
 */
export function portion(base: VaultEntries, now: VaultEntries): VaultEntries | undefined {
  const names = [...new Set([...base.keys(), ...now.keys()])].filter((name) => base.get(name) !== now.get(name));
  if (names.reduce((sum, name) => sum + sizeOf(now.get(name)), 0) <= LITTLE) {
    return undefined;
  }
  const some = new Map(base);
  let bytes = 0;
  for (const name of names.slice(0, MOST_ENTRIES)) {
    const content = now.get(name);
    bytes += sizeOf(content);
    if (bytes > MOST && bytes > sizeOf(content)) {
      break;
    }
    if (content === undefined) {
      some.delete(name);
    } else {
      some.set(name, content);
    }
  }
  return some;
}

function sizeOf(content: string | undefined): number {
  return content === undefined ? 0 : utf8(content).length;
}
