/** What a round measures, and what comes out of several. */

/** How often each is measured. */
export const ROUNDS = 5;

/** Milliseconds. */
export interface Round {
  /** One X-Wing seal, the first that a page makes. */
  readonly seal: number;
  /** Opening a page without scripts. */
  readonly plain: number;
  /** From opening until the first screen can be used. */
  readonly usable: number;
  /** From opening until the organisation's advisers are verified. */
  readonly verified: number;
  /** From 'send' until the receipt. */
  readonly receipt: number;
}

/** Milliseconds. */
export interface AdviserRound {
  /** Opening a page without scripts. */
  readonly plain: number;
  /** One Argon2id. */
  readonly argon: number;
  /** Opening a thousand messages, one after another. */
  readonly opens: number;
  /** From giving passphrase and key code on a new device until a thousand letters are looked through and shown. */
  readonly sync: number;
  /** From giving the passphrase until a vault with a thousand threads is open and shown. */
  readonly unlock: number;
  /** From choosing other threads of the thousand until they are shown. */
  readonly inbox: number;
}

/** The middle one, the least and the most. */
export function middle(figures: readonly number[]): { median: number; least: number; most: number } {
  const sorted = [...figures].sort((one, other) => one - other);
  const [least = 0, median = 0, most = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return { median, least, most };
}
