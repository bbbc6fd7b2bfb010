import { type Day, type Epoch, epochOf } from "../protocol/day.js";
import { decode } from "../protocol/encoding.js";
import { SigningKey } from "../protocol/signature.js";
import { type EpochOpener } from "../protocol/to-adviser.js";
import { SealingKey } from "../protocol/xwing.js";
import { type KeptCore, type KeptKeys } from "./kept.js";

/** An adviser as a reader in one epoch. */
export type EpochReader = Omit<EpochOpener, "id">;

/** Epoch keys by their seeds: their public halves take a while to make, and are made once. */
export class KeyRing {
  readonly #keys = new Map<string, SealingKey>();

  /** The key of a seed in base64url. */
  key(seed: string): SealingKey {
    const key = this.#keys.get(seed) ?? new SealingKey(decode(seed, 32));
    this.#keys.set(seed, key);
    return key;
  }

  /**
   * The readers to try on a letter of this day: its epoch, then the one before, then the one after; the present keys, then
   * former ones.
   */
  readers(core: KeptCore, organisation: Uint8Array, day: Day): EpochReader[] {
    const epoch = epochOf(day);
    const of = (keys: KeptKeys) => {
      const identity = new SigningKey(decode(keys.identity, 32)).publicKey;
      return [epoch, epoch - 1, epoch + 1].flatMap((one: Epoch) => {
        const seed = keys.epochs[one];
        return seed === undefined ? [] : [{ organisation, identity, epoch: one, key: this.key(seed) }];
      });
    };
    return [core.keys, ...core.former].flatMap(of);
  }

  /** Overwrites all secret keys with zeros; afterwards none can be used. */
  wipe(): void {
    this.#keys.forEach((key) => key.wipe());
    this.#keys.clear();
  }
}
