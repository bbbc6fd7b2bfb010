import { type JsonObject } from "../protocol/json.js";

// What an adviser's client remembers, as it lies in the vault (SPEC.md, section 20). The command line writes the same, field by
// field in this order, so that two devices with different clients leave each other's entries as they are. Bytes are base64url,
// days are texts, and threads have their ids in hexadecimal for names.

/** An identity and its epochs' secrets that still may be needed, all 32 bytes. */
export interface KeptKeys {
  readonly identity: string;
  /** The secret keys, base64url, by the number of their epoch. */
  readonly epochs: Readonly<Record<string, string>>;
}

/** The entry `adviser`. Changed only together with the server's copy, so that two devices never give one number twice. */
export interface KeptCore {
  /** The organisation's link, as it was given when the vault was made. */
  readonly link: string;
  /** The adviser's name, as it was then. */
  readonly name: string;
  readonly keys: KeptKeys;
  /** Keys before a device was revoked: letters that were sealed to them are still read. */
  readonly former: readonly KeptKeys[];
  /** Serial of the newest key statement that was made; 0 before the first. */
  readonly statement: number;
  /** Counter of the newest heartbeat that was made. */
  readonly heartbeat: number;
  /** How many entries the newest heartbeat had. */
  readonly heartbeat_entries: number;
  /** A secret was destroyed, and the vault still has the keys under which it lay. */
  readonly rotation_due: boolean;
  /** The newest directory seen. */
  readonly directory: { readonly serial: number; readonly hash: string } | null;
  /** Where the next page of the box begins. */
  readonly cursor: string | null;
  /** Threads that were withdrawn or deleted: never opened again. */
  readonly gone: readonly string[];
}

/** How a melder's letters came. */
export interface KeptSequence {
  readonly gapless: number;
  readonly beyond: readonly number[];
  readonly ids: readonly string[];
  readonly expired: readonly number[];
}

/** What an adviser notes for nobody else. */
export interface KeptNote {
  readonly day: string;
  readonly text: string;
}

/** An entry `thread/…`. Its letters lie in pages `letters/…/NNNNNN`. */
export interface KeptThread {
  readonly key: string;
  readonly reply_key: string;
  readonly received: KeptSequence;
  /** How many letters this adviser wrote. */
  readonly written: number;
  /** One text, or several where two devices wrote at the same time. */
  readonly notes: readonly KeptNote[];
}

/** What is odd about a letter's coming. */
export type Oddity = "out_of_turn" | "after_gap" | "conflict" | "seen_ahead";

/** A letter, in the order in which they came and went. */
export interface KeptLetter {
  readonly writer: "melder" | "adviser";
  readonly id: string;
  /** The day of its release, or the day it was written by this adviser. */
  readonly day: string;
  readonly new: boolean;
  readonly oddity: Oddity | null;
  /** The draft that it was written as, so that nothing is sent twice. */
  readonly draft?: string;
  readonly content: KeptContent;
}

/** What a letter says: `kind`, the kind's fields, what is not known, `n`, `seen`, `day` and what else is there. */
export type KeptContent = JsonObject;

/** A letter from or to another adviser, in pages `colleagues/NNNNNN`. */
export interface KeptColleagueLetter {
  readonly adviser: string;
  readonly name: string;
  readonly own: boolean;
  readonly id: string;
  readonly day: string;
  readonly new: boolean;
  readonly draft?: string;
  readonly content: KeptContent;
}

/** An item of the entry `unreadable`: a letter that opened and could not be used. */
export interface KeptUnreadable {
  readonly id: string;
  readonly day: string;
  readonly reason: string;
  /** To be tried again by a newer version; empty where there are too many. */
  readonly letter: string;
}

/** An entry `draft/…`: what waits to be numbered and sealed. */
export interface KeptDraft {
  readonly to: { readonly melder: string } | { readonly adviser: string };
  readonly letters: readonly {
    /** The kind and its fields. */
    readonly body: JsonObject;
    readonly part: { readonly number: number; readonly of: number } | null;
  }[];
}

/** An entry `outbox/…`: a sealed letter that is not known to have arrived. */
export interface KeptOutgoing {
  readonly id: string;
  readonly letter: string;
}

/** An entry `upload/…`: an attachment that is not known to have arrived whole. */
export interface KeptUpload {
  readonly thread: string;
  readonly name: string;
  /** Where the file is, on the device where it was attached; empty where a browser has its sealed chunks. */
  readonly path: string;
  readonly keep_metadata: boolean;
  readonly upload: {
    readonly key: string;
    readonly tokens: string;
    readonly size: number;
    readonly chunks: number;
    readonly sha256: string;
  };
}
