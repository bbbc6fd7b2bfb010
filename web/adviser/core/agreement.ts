// What the SDK's adviser gives and takes: to be replaced by the SDK's own types as soon as it has them.
import type { Code, Day, Signed, Track, Progress as WorkProgress } from "@fluister/sdk";

/** Where sealed records lie on a device. The SDK gives names and sealed bytes; what is beside them in clear is the key code, and nothing else secret. In browsers IndexedDB, in Node a folder or memory. */
export interface Shelf {
  load(): Promise<ReadonlyMap<string, Uint8Array>>;
  /** All of it or nothing; undefined deletes. */
  save(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void>;
}

export interface Profile {
  readonly name: string;
  readonly position: "internal" | "external";
  readonly tracks: readonly Track[];
  readonly languages: readonly string[]; // BCP 47
  readonly about: Readonly<Record<string, string>>; // by language; each at most 2,000 bytes
  readonly photo?: Uint8Array; // cleaned JPEG/PNG/WebP, at most 1 MiB; travels beside the request (see Request)
  readonly absentUntil?: Day;
  readonly deputy?: Uint8Array; // adviser id
}

/** What an adviser attests when asking to be appointed; travels in the signed request (an extra field, `attestation`: list of names), is shown to the administrator. */
export type Attestation = "under_the_board" | "not_in_hr_finance_legal" | "no_line_manager" | "no_conflicting_function";

/** To be appointed, or to have a profile renewed: goes to the administrator as text (a link or a file). */
export interface AppointmentAsked {
  readonly signed: Signed;
  readonly photo?: Uint8Array;
  readonly words: readonly string[]; /* twelve, of the adviser's id: compared by voice */
}

export type Waiting = "new" | "me" | "melder" | "closed"; // 'new': letters not shown yet; 'me': the melder wrote last; 'melder': I wrote last

export interface ThreadSummary {
  readonly id: string; // 64 hex characters, unique over organisations
  readonly organisation: string; // fingerprint, base64url
  readonly track?: Track;
  readonly since: Day;
  readonly last: Day;
  readonly letters: number;
  readonly unread: number;
  readonly state: Waiting;
  readonly due?: { readonly kind: "acknowledge" | "acknowledge_formal" | "feedback" | "aftercare"; readonly on: Day };
  readonly formal: boolean; // a track_change to integrity was sent
  readonly preview: string; // first 120 characters of the newest text
  readonly labels: readonly string[];
  readonly muted: boolean;
  readonly hasDraft: boolean;
  readonly hasWarnings: boolean;
}

export interface LetterView {
  readonly n: number;
  readonly from: "melder" | "me";
  readonly day: Day;
  readonly isNew: boolean;
  readonly kind: string; // as in SPEC §10; unknown kinds keep their name
  readonly text?: string;
  readonly content: Readonly<Record<string, unknown>>; // the rest of the kind's fields (number, action, readers, on, ask_on, name, size …), no keys or tokens
  readonly attachment?: {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly missing?: number;
    readonly of: number;
  };
  readonly state: "sent" | "waiting" | "received"; // own letters: waiting for the connection, or out; 'received': the melder's `seen` covers it
}
export interface ThreadWhole extends ThreadSummary {
  readonly items: readonly LetterView[]; // multi-part texts joined
  readonly warnings: readonly {
    readonly kind: "missing" | "out_of_order" | "duplicate" | "unreadable" | "old_directory" | "seen_ahead";
    readonly detail: string;
  }[];
  readonly notes: readonly { readonly day: Day; readonly text: string }[]; // private; two where two devices noted at once
  readonly draft?: string;
  readonly open: {
    readonly questions: readonly number[];
    readonly consents: readonly number[];
    readonly appointments: readonly number[];
  }; // not answered yet
}

export interface Desk {
  // the snapshot behind the inbox; cheap to clone for a thousand threads
  readonly organisations: readonly {
    readonly organisation: string;
    readonly slug: string;
    readonly server: string;
    readonly name: string;
    readonly status: "asked" | "appointed" | "removed" | "distrusted";
    readonly trouble?: string /* Refusal reason or ServiceError kind */;
    readonly advisers: readonly {
      readonly id: Uint8Array;
      readonly name: string;
      readonly isMe: boolean;
      readonly canBeWritten: boolean;
    }[];
    readonly expires: Day;
    readonly card: string /* link that pins me */;
    readonly lastSync?: Day;
    readonly keysUntil?: Day;
    readonly profile: Profile;
    readonly attestation: readonly Attestation[];
    readonly shelfLifeDays: number;
  }[];
  readonly threads: readonly ThreadSummary[];
  readonly colleagues: readonly {
    readonly organisation: string;
    readonly adviser: Uint8Array;
    readonly name: string;
    readonly own: boolean;
    readonly day: Day;
    readonly isNew: boolean;
    readonly text: string;
  }[];
  readonly unreadable: readonly { readonly organisation: string; readonly day: Day; readonly reason: string }[];
  readonly sending: number; // letters and attachments that still wait for the connection
  readonly withdrawn: number; // threads gone by the melder's wish since the last sync
}

/** What an adviser can write in a thread; becomes a letter of this kind. */
export type Body =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "question"; readonly text: string }
  | {
      readonly kind: "consent_request";
      readonly action: string;
      readonly readers: readonly string[];
      readonly consequences: string;
    }
  | { readonly kind: "track_change"; readonly track: Track; readonly warning: string }
  | { readonly kind: "acknowledgement" | "feedback" | "reopening"; readonly text: string }
  | { readonly kind: "referral"; readonly name: string; readonly text: string }
  | {
      readonly kind: "appointment";
      readonly on: Day;
      readonly time?: string;
      readonly place: string;
      readonly text?: string;
    }
  | { readonly kind: "aftercare"; readonly askOn: Day; readonly text: string }
  | { readonly kind: "handover"; readonly successor: Uint8Array; readonly text: string }
  | { readonly kind: "closing"; readonly text: string; readonly askOn?: Day };

export interface Progress {
  readonly opened?: (done: number, of: number) => void;
  readonly working?: WorkProgress["working"];
  readonly sent?: (done: number, of: number) => void;
}

export interface News {
  readonly newLetters: number;
  readonly lookedAt: number;
  readonly withdrawn: number;
  readonly keysPublished: boolean;
  readonly waiting: number;
}

export interface Adviser {
  desk(): Desk;
  thread(id: string): ThreadWhole;
  search(text: string): readonly string[]; // thread ids, over all decrypted text, notes, labels
  /** The vault with other devices, the box, then all that waits; keys made, published, destroyed; heartbeat. For every organisation; one that fails doesn't stop the others (its `trouble`). */
  sync(progress?: Progress): Promise<News>;
  /** Into the vault at once (works offline); goes out with the next sync. */
  write(
    thread: string,
    body: Body,
    attachments?: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[],
  ): Promise<void>;
  keepDraft(thread: string, text: string): Promise<void>; // '' forgets it
  note(thread: string, text: string): Promise<void>;
  label(thread: string, labels: readonly string[]): Promise<void>;
  mute(thread: string, muted: boolean): Promise<void>;
  shown(thread: string): Promise<void>; // its letters are not new any more
  /** Deletes a thread here and, in fours, its letters on the server. */
  forget(thread: string): Promise<void>;
  attachment(
    thread: string,
    n: number,
    progress?: Progress,
  ): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;
  consult(organisation: string, adviser: Uint8Array, text: string): Promise<void>;

  askAgain(organisation: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked>; // profile renewed, absence, deputy: the administrator signs it
  join(link: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked>; // another organisation in this vault
  keyCode(): Code; // to be shown again
  changePassphrase(old: string, passphrase: string): Promise<void>;
  /** All other devices out: new key code, identity, epochs. Gives what the administrator must sign. */
  revokeDevices(passphrase: string): Promise<{ readonly keyCode: Code; readonly asked: readonly AppointmentAsked[] }>;
  notifications(organisation: string): Promise<
    | {
        readonly email?: string;
        readonly webPush?: { readonly endpoint: string };
        readonly hour: number;
        readonly language: string;
      }
    | undefined
  >; // PUT/GET /v1/notifications, see openapi.json once `notify` has landed
  setNotifications(
    organisation: string,
    wish:
      | {
          readonly email?: string;
          readonly webPush?: { readonly endpoint: string };
          readonly hour: number;
          readonly language: string;
        }
      | undefined,
  ): Promise<void>;
  lock(): void; // wipes what is in memory
}

export interface Advisers {
  newPassphrase(): string; // six words of 4096, ASCII, with spaces
  newKeyCode(): Code; // form of the retrieval code
  /** Makes identity and vault on this device; nothing goes to the server but reading the directory. */
  create(at: {
    shelf: Shelf;
    link: string;
    profile: Profile;
    attestation: readonly Attestation[];
    passphrase: string;
    keyCode: Code;
    today?: () => Day;
  }): Promise<{ adviser: Adviser; asked: AppointmentAsked }>;
  /** A device that has the vault; works without a connection. */
  unlock(at: { shelf: Shelf; passphrase: string; today?: () => Day }): Promise<Adviser>;
  /** A new device of an adviser whose vault is on the server. */
  addDevice(at: { shelf: Shelf; link: string; passphrase: string; keyCode: Code; today?: () => Day }): Promise<Adviser>;
  isOnShelf(shelf: Shelf): Promise<boolean>;
}
