import { encode } from "../protocol/encoding.js";
import { adviserId } from "../protocol/id.js";
import { answerChallenge } from "../protocol/session.js";
import { type SigningKey } from "../protocol/signature.js";
import * as answers from "./answers.js";
import { type Service } from "./service.js";

/** An adviser's session, good for an hour. */
export class Session {
  readonly #token: string;

  /** Opens a session with an adviser's identity, at the organisation with this fingerprint. @throws ServiceError */
  static async open(service: Service, organisation: Uint8Array, identity: SigningKey): Promise<Session> {
    const who = { organisation: encode(organisation), adviser: encode(adviserId(identity.publicKey)) };
    const asked = await service.call("post", "/v1/sessions/challenge", { body: who });
    const { challenge } = answers.read(answers.sessionChallenge, asked);
    const { origin } = new URL(service.server);
    const signature = answerChallenge(challenge, origin, organisation, identity);
    const body = { ...who, origin, challenge: encode(challenge), signature: encode(signature) };
    const opened = await service.call("post", "/v1/sessions", { body });
    return new Session(answers.read(answers.session, opened).token);
  }

  private constructor(token: string) {
    this.#token = token;
  }

  /** The header `Authorization`. */
  get bearer(): string {
    return `Bearer ${this.#token}`;
  }
}
