import { Trusted } from "../melder/trust.js";
import { type Day } from "../protocol/day.js";
import { decode, encode } from "../protocol/encoding.js";
import { adviserId } from "../protocol/id.js";
import { checkNamed } from "../protocol/named.js";
import { type Reason, ValidationError, type Shown, about } from "../protocol/validation-error.js";
import { SigningKey } from "../protocol/signature.js";
import { type Link, parseLink } from "../service/link.js";
import { ServiceError } from "../service/service-error.js";
import { Service, type ServiceOptions } from "../service/service.js";
import { Session } from "../service/session.js";
import { type EntryStore } from "../vault/entries.js";
import { VaultError } from "../vault/vault-error.js";
import { KeyRing } from "./key-ring.js";
import { checkRemembered } from "./remembered.js";
import { State } from "./state.js";

/** Too many threads, a directory that nobody renewed, or a device's clock that is wrong: none of them is a server's lie. */
const NO_LIES: ReadonlySet<Reason> = new Set(["limit", "expired", "future"]);

/** One organisation of an adviser: what the vault holds of it, and its server. */
export class OrganisationAccount {
  readonly state: State;
  readonly link: Link;
  readonly service: Service;
  /** The organisation's fingerprint, 32 bytes. */
  readonly organisation: Uint8Array;
  readonly ring = new KeyRing();
  /** What the server showed when it was last asked, and could be believed. */
  trusted: Trusted | undefined;
  /** Why the last look did not succeed: a validation error's reason, or the kind of a service error. */
  lastError: string | undefined;
  /** What the server shows and cannot be believed. */
  distrusted: Shown | undefined;

  /** @param prefix Of its entries: empty for the organisation whose server keeps the vault. */
  constructor(vault: EntryStore, prefix: string, options: ServiceOptions) {
    this.state = new State(vault, prefix);
    this.link = parseLink(this.state.core.link);
    if (this.link.pin === undefined) {
      throw new VaultError("damaged");
    }
    this.organisation = this.link.pin.organisation;
    this.service = new Service(this.link.server, options);
  }

  /** The account's name in the vault: the organisation's fingerprint in base64url. */
  get name(): string {
    return encode(this.organisation);
  }

  /** The adviser's identity. To be wiped by whoever asked. */
  get identity(): SigningKey {
    return new SigningKey(decode(this.state.core.keys.identity, 32));
  }

  /** The adviser's id, 32 bytes. */
  get adviser(): Uint8Array {
    return adviserId(this.identity.publicKey);
  }

  /** Whether the directory lists this adviser; nothing where it has not been seen. */
  get isListed(): boolean | undefined {
    return this.trusted && this.trusted.directory.adviser(this.adviser) !== undefined;
  }

  /** Fetches and verifies what the server shows, without a session. What goes wrong is kept as `lastError`. */
  async look(today: Day): Promise<void> {
    await this.trying(async () => {
      this.distrusted = undefined;
      // The link of the invitation may pin the adviser who sent it, who may have left since.
      const link = { ...this.link, pin: { organisation: this.organisation } };
      const trusted = await Trusted.fetch(this.service, link, today, this.trusted);
      this.checkDirectory(trusted);
      // What this device remembers is older than this look. What another device puts into the vault meanwhile may not be.
      checkRemembered(this.state, trusted, this.adviser);
      this.trusted = trusted;
    });
  }

  /** @throws ValidationError `old`, `two-histories` for a directory before the newest that any device has seen. */
  checkDirectory(trusted: Trusted): void {
    const { directory } = this.state.core;
    if (directory !== null) {
      const before = { serial: directory.serial, hash: decode(directory.hash, 32) };
      about("directory", () => {
        checkNamed(trusted.directory.named, before);
      });
    }
  }

  /** Opens a session with the adviser's identity. @throws ServiceError */
  async openSession(): Promise<Session> {
    return await Session.open(this.service, this.organisation, this.identity);
  }

  /** Does something whose failure stops no other organisation. Gives whether it succeeded. @throws VaultError */
  async trying(work: () => Promise<void>): Promise<boolean> {
    try {
      this.lastError = undefined;
      await work();
      return true;
    } catch (error) {
      if (error instanceof ValidationError) {
        this.lastError = error.reason;
        if (!NO_LIES.has(error.reason)) {
          this.distrusted ??= error.of ?? "directory";
        }
      } else if (error instanceof ServiceError) {
        this.lastError = error.kind;
      } else {
        throw error;
      }
      return false;
    }
  }
}
