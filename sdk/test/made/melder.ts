import { bytesToHex } from "@noble/hashes/utils.js";

import { Code } from "../../src/protocol/code.js";
import { type Content } from "../../src/protocol/content.js";
import { epochOf } from "../../src/protocol/day.js";
import { Master } from "../../src/protocol/derivation.js";
import { type Kind, type Known } from "../../src/protocol/kinds.js";
import { type Sealed, sealToAdviser } from "../../src/protocol/to-adviser.js";
import { openReply } from "../../src/protocol/to-melder.js";
import { type BoxLetter } from "../../src/service/box.js";
import { type MadeAdviser, type MadeOrganisation, TODAY } from "./organisation.js";

/** A letter as the box gives it, released today. */
export function released({ id, letter }: Sealed): BoxLetter {
  return { id, letter, day: TODAY };
}

/** An adviser as whoever writes to them knows them today. */
export function readerOf(adviser: MadeAdviser) {
  return { identity: adviser.identity.publicKey, epoch: epochOf(TODAY), epochKey: adviser.key.publicKey };
}

/** A melder who writes to one adviser, letter by letter, as their own client would or would not. */
export class MadeMelder {
  readonly #organisation: MadeOrganisation;
  readonly #adviser: MadeAdviser;
  readonly #master: Master;
  #tokens = 0;

  constructor(organisation: MadeOrganisation, adviser: MadeAdviser) {
    this.#organisation = organisation;
    this.#adviser = adviser;
    this.#master = Master.from(Code.draw(), organisation.id);
  }

  /** The thread's name in the adviser's vault. */
  get thread(): string {
    return bytesToHex(this.#master.thread(0).id);
  }

  /** The first letter. */
  report(text = "It began in May.", more: Partial<Content<"to-adviser">> = {}): BoxLetter {
    const keys = { thread_key: this.#master.thread(0).bytes, reply_key: this.#master.replyKey(0).publicKey };
    return this.letter(1, { kind: "report", categories: [], text, ...keys }, more);
  }

  /** A letter with this number, under a token that no other has. */
  letter(n: number, body: Known<Kind<"to-adviser">>, more: Partial<Content<"to-adviser">> = {}): BoxLetter {
    this.#tokens += 1;
    const token = this.#master.own(0, this.#tokens);
    const writer = { organisation: this.#organisation.id, thread: this.#master.thread(0), token };
    return released(sealToAdviser({ n, seen: 0, day: TODAY, ...more, body }, readerOf(this.#adviser), writer));
  }

  /** A message with this number, whose words are the number. */
  message(n: number, more: Partial<Content<"to-adviser">> = {}): BoxLetter {
    return this.letter(n, { kind: "message", text: String(n) }, more);
  }

  /** Under which token the adviser's letter n lies. */
  replyToken(n: number): Uint8Array {
    return this.#master.thread(0).reply(n);
  }

  /** What the adviser's letter n says. @throws ValidationError */
  open(n: number, letter: Uint8Array): Content<"to-melder"> {
    return openReply(letter, this.#organisation.id, this.#master.thread(0), n, this.#master.replyKey(0));
  }
}
