import { integer } from "./bytes.js";
import { type Code } from "./code.js";
import { type Epoch } from "./day.js";
import { expand, expandSecret, extract } from "./label.js";
import { Secret } from "./secret.js";
import { SealingKey } from "./xwing.js";

/** What follows from a retrieval code in one organisation (SPEC.md, section 6). */
export class Master extends Secret {
  /** From a code, and the organisation's fingerprint. */
  static from(code: Code, organisation: Uint8Array): Master {
    return new Master(extract(organisation, code.bytes).bytes);
  }

  /** The key under which the melder's notes lie. */
  selfKey(): SealingKey {
    return new SealingKey(expand(this.bytes, "self key"));
  }

  /** The pre-shared key of the notes. */
  selfPsk(): Secret {
    return expandSecret(this, "self psk");
  }

  /** The key to which the replies of thread i are sealed; i is 0 to 15. */
  replyKey(i: number): SealingKey {
    return new SealingKey(expand(this.bytes, "reply key", integer(i)));
  }

  /** The secret of thread i, shared with its adviser alone. */
  thread(i: number): Thread {
    return new Thread(expand(this.bytes, "thread", integer(i)));
  }

  /** The token of the melder's letter n in thread i; n is 1 to 65,535. */
  own(i: number, n: number): Uint8Array {
    return expand(this.bytes, "own", integer(i), integer(n));
  }

  /** The token of note k of an epoch. */
  note(epoch: Epoch, k: number): Uint8Array {
    return expand(this.bytes, "note", integer(epoch), integer(k));
  }
}

/** The secret of a thread, which a melder and one adviser share. */
export class Thread extends Secret {
  #id: Uint8Array | undefined;

  /** The thread's name inside letters, 32 bytes. */
  get id(): Uint8Array {
    this.#id ??= expand(this.bytes, "thread id");
    return this.#id;
  }

  /** The pre-shared key of its replies. */
  psk(): Secret {
    return expandSecret(this, "psk");
  }

  /** The key with which the melder's letters are proven. */
  mac(): Secret {
    return expandSecret(this, "mac");
  }

  /** The token of the adviser's letter n; n is 1 to 65,535. */
  reply(n: number): Uint8Array {
    return expand(this.bytes, "reply", integer(n));
  }

  /** Name and mask of its entry in the heartbeat with this counter. */
  heartbeat(counter: number): Uint8Array {
    return expand(this.bytes, "heartbeat", integer(counter));
  }
}
