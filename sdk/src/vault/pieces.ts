/** What a vault holds, in pieces: each becomes one record. By the piece's name its content, a JSON object of `name` and `value`. */
export type Pieces = ReadonlyMap<string, string>;

/** Where pieces lie, to be looked at and changed: a vault. */
export interface Keeper {
  readonly pieces: Pieces;
  /** Puts a piece, or takes it away. */
  put(name: string, content: string | undefined): void;
}

/** A piece that two devices have changed. What is absent was deleted, or is not there yet. */
export interface Clash {
  /** What both had. */
  readonly base: string | undefined;
  /** What this device has. */
  readonly mine: string | undefined;
  /** What the other device has put on the server. */
  readonly theirs: string | undefined;
}

/** Puts together what two devices made of one piece; nothing where it is to be gone. */
export type Merging = (name: string, clash: Clash) => string | undefined;

/** A piece's content. */
export function writePiece(name: string, value: unknown): string {
  return JSON.stringify({ name, value });
}

/** A piece's value. What lies in the vault was written by this adviser's clients, and by nobody else. */
export function readPiece(content: string): unknown {
  return (JSON.parse(content) as { readonly value: unknown }).value;
}

/** A piece's name; nothing for what is no piece. */
export function nameOf(content: string): string | undefined {
  const piece = JSON.parse(content) as { readonly name?: unknown } | null;
  return typeof piece?.name === "string" ? piece.name : undefined;
}

/** What this device has and what the server has, put together. */
export function mergePieces(base: Pieces, mine: Pieces, theirs: Pieces, merging: Merging): Map<string, string> {
  const merged = new Map(theirs);
  for (const name of new Set([...mine.keys(), ...theirs.keys()])) {
    const clash = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
    if (clash.mine === clash.base || clash.mine === clash.theirs) {
      continue;
    }
    const kept = clash.theirs === clash.base ? clash.mine : merging(name, clash);
    if (kept === undefined) {
      merged.delete(name);
    } else {
      merged.set(name, kept);
    }
  }
  return merged;
}
