import { idOfAdviser } from "../protocol/adviser.js";
import { compare } from "../protocol/bytes.js";
import { type Day } from "../protocol/day.js";
import { type Track } from "../protocol/kinds.js";
import { type Reason } from "../protocol/validation-error.js";
import { type Link } from "../service/link.js";
import { type Trusted } from "./trust.js";

/** An adviser, as a melder chooses among them. */
export interface Card {
  /** The adviser's id: 32 bytes. */
  readonly id: Uint8Array;
  readonly name: string;
  readonly position: "internal" | "external";
  readonly tracks: readonly Track[];
  /** Language tags (BCP 47). */
  readonly languages: readonly string[];
  /** What they say of themselves, by language tag. */
  readonly about: Readonly<Record<string, string>>;
  /** SHA-256 of the photo's file: `Melder.file` fetches it. */
  readonly photo?: Uint8Array;
  readonly absentUntil?: Day;
  /** The deputy's id, 32 bytes. */
  readonly deputy?: Uint8Array;
  /** Whether there is a key for today: one who was away too long cannot be written to. */
  readonly reachable: boolean;
  /** Why they are set aside: what the server shows of them does not fit together, and they cannot be written to for now. */
  readonly setAside?: Reason;
  /** The day of the newest heartbeat. */
  readonly lastLooked?: Day;
  /** Whether the link is this adviser's own card. */
  readonly pinned: boolean;
}

/** A page of information. */
export interface PageRef {
  readonly name: string;
  readonly language: string;
  /** SHA-256 of its file: `Melder.file` fetches it. */
  readonly sha256: Uint8Array;
}

/** An organisation, as verified when it was last fetched. */
export interface Organisation {
  readonly slug: string;
  readonly name: string;
  /** The languages of its pages, the organisation's own first (BCP 47). */
  readonly languages: readonly string[];
  readonly tracks: readonly Track[];
  /** How many days letters are kept. */
  readonly retentionDays: number;
  /** The last day on which this directory is valid. */
  readonly expires: Day;
  /** 32 bytes; `wordsOf` makes words of it. */
  readonly fingerprint: Uint8Array;
  /** Whether the link said whose keys these must be. If not, nobody but the server says so. */
  readonly pinned: boolean;
  /** Whether its pages are for everybody who knows the address. If not, they are for those with the whole link. */
  readonly listed: boolean;
  readonly advisers: readonly Card[];
  readonly pages: readonly PageRef[];
}

/** What a melder is shown of an organisation. */
export function organisationOf(trusted: Trusted, link: Link, today: Day): Organisation {
  const { fields } = trusted.directory;
  return {
    slug: fields.slug,
    name: fields.name,
    languages: fields.languages,
    tracks: fields.policy.tracks,
    retentionDays: fields.policy.shelf_life_days,
    expires: fields.expires,
    fingerprint: fields.organisation,
    pinned: link.pin !== undefined,
    listed: fields.policy.listed,
    advisers: fields.advisers.map((listed) => {
      const id = idOfAdviser(listed);
      const lastLooked = trusted.heartbeat(id)?.fields.day;
      const setAside = trusted.setAside(id);
      const away = listed.absent_until !== undefined && listed.absent_until >= today ? listed.absent_until : undefined;
      return {
        id,
        name: listed.name,
        position: listed.position,
        tracks: listed.tracks,
        languages: listed.languages,
        about: Object.fromEntries(listed.about ?? []),
        ...(listed.photo && { photo: listed.photo }),
        ...(away !== undefined && { absentUntil: away }),
        ...(listed.deputy && { deputy: listed.deputy }),
        reachable: trusted.reader(id, today) !== undefined,
        ...(setAside && { setAside }),
        ...(lastLooked !== undefined && { lastLooked }),
        pinned: link.pin?.adviser !== undefined && compare(link.pin.adviser, id) === 0,
      };
    }),
    pages: fields.pages,
  };
}
