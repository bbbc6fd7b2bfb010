import { type Day } from "../protocol/day.js";
import { type Track } from "../protocol/kinds.js";
import { type BodyView, type LetterView } from "../protocol/letter-view.js";
import { type Reason, type Shown } from "../protocol/validation-error.js";
import { type Attestation } from "../protocol/request.js";
import { type Working } from "../service/post.js";
import { type Profile } from "./profile.js";

/** Whose turn it is: letters that were not shown yet, the adviser's, the melder's, nobody's any more. */
export type Waiting = "new" | "me" | "melder" | "closed";

/** What is to be done by a day. */
export interface Due {
  readonly kind: "acknowledge" | "acknowledge_formal" | "feedback" | "aftercare";
  readonly on: Day;
}

/** What stands in forms that were not sent: by the form's name the text of each field, by the field's. */
export type Forms = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A thread, as the inbox shows it. */
export interface ThreadSummary {
  /** 64 hexadecimal characters, unique over organisations. */
  readonly id: string;
  /** The organisation's fingerprint, base64url. */
  readonly organisation: string;
  readonly track?: Track;
  readonly since: Day;
  readonly last: Day;
  readonly letterCount: number;
  readonly unread: number;
  readonly state: Waiting;
  readonly due?: Due;
  /** Whether a `track_change` to integrity was sent. */
  readonly formal: boolean;
  /** The first 120 characters of the newest text; of a file's name where there is nothing else. */
  readonly preview: string;
  readonly labels: readonly string[];
  readonly muted: boolean;
  readonly hasDraft: boolean;
  /** The names of forms that were begun and not sent. */
  readonly begun: readonly string[];
  readonly hasWarnings: boolean;
}

/** A letter, or a text that went on over several, as it is shown: `own` is what this adviser wrote. */
export type AdviserLetterView = LetterView<BodyView<"to-melder">, BodyView<"to-adviser">> & {
  readonly isNew: boolean;
  /** One's own: waiting for the connection, or out; `received` once the melder's `seen` covers it. The melder's: `received`. */
  readonly state: "sent" | "waiting" | "received";
};

/** Something about a thread that the adviser has to know before relying on it. */
export interface ThreadWarning {
  readonly kind: "missing" | "out_of_order" | "duplicate" | "unreadable" | "old_directory" | "seen_ahead";
  /** Numbers of letters, with commas between; `2–5` for those that follow each other. */
  readonly detail: string;
}

/** A thread with all that belongs to it. */
export interface ThreadWhole extends ThreadSummary {
  readonly letters: readonly AdviserLetterView[];
  readonly warnings: readonly ThreadWarning[];
  /** Private; two where two devices noted at once. */
  readonly notes: readonly { readonly day: Day; readonly text: string }[];
  readonly draft?: string;
  readonly forms: Forms;
  /** The numbers of what is not answered yet. */
  readonly open: {
    readonly questions: readonly number[];
    readonly consents: readonly number[];
    readonly appointments: readonly number[];
  };
}

/** An organisation, as its adviser sees it. */
export interface OrganisationView {
  /** Its fingerprint, base64url. */
  readonly organisation: string;
  readonly slug: string;
  readonly server: string;
  /** Whether its server keeps the vault. */
  readonly keepsVault: boolean;
  /** Empty until its directory was seen for the first time. */
  readonly name: string;
  readonly status: "asked" | "appointed" | "removed" | "distrusted";
  /** Why the last look did not succeed: a validation error's reason, or the kind of a service error. */
  readonly lastError?: string;
  /** What it shows and cannot be believed, where it is distrusted. */
  readonly distrusted?: Shown;
  readonly advisers: readonly {
    readonly id: Uint8Array;
    readonly name: string;
    readonly isMe: boolean;
    readonly canBeWritten: boolean;
    /** Why they are set aside: what the server showed of them last does not fit together. */
    readonly setAside?: Reason;
  }[];
  /** The directory's last day; 0 before it was ever seen. */
  readonly expires: Day;
  /** The link that pins this adviser. */
  readonly card: string;
  readonly lastSync?: Day;
  /** The last day until which melders can write, by what is published. */
  readonly keysUntil?: Day;
  readonly profile: Profile;
  /** Until when melders read that this adviser is away; as it was asked for last, where the directory has not been seen. */
  readonly absentUntil?: Day;
  /** What was attested last; nothing where another client asked. */
  readonly attestation: readonly Attestation[];
  readonly retentionDays: number;
}

/** What the inbox shows. Cheap to clone for a thousand threads. */
export interface InboxView {
  readonly organisations: readonly OrganisationView[];
  /** In the order in which they want to be read: `byUrgency`. */
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
  /** Of forms that are about no thread. */
  readonly forms: Forms;
  readonly unreadable: readonly { readonly organisation: string; readonly day: Day; readonly reason: string }[];
  /** Letters and attachments that still wait for the connection. */
  readonly sending: number;
  /** Threads gone by the melder's wish with the last sync. */
  readonly withdrawn: number;
}

/** How far a sync has come, to be shown while it runs. */
export interface Progress {
  /** Letters of the box that were tried, of so many that were fetched so far. */
  readonly opened?: (done: number, of: number) => void;
  /** Proof of work: tries so far, of so many to be expected. */
  readonly working?: Working;
  /** Letters, or chunks of an attachment, that are where they belong, of so many. */
  readonly sent?: (done: number, of: number) => void;
}

/** What a sync brought. */
export interface News {
  /** Letters of melders and other advisers that are new. */
  readonly newLetters: number;
  /** Letters that were looked at; most are not for this adviser. */
  readonly lookedAt: number;
  /** Threads whose melder has withdrawn: their letters are deleted. */
  readonly withdrawn: number;
  readonly keysPublished: boolean;
  /** How many letters of the adviser's own could not be sent yet. */
  readonly waiting: number;
}
