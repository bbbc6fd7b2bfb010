// The names of the entries in an adviser's vault. Those of further organisations have a prefix, `at/`, the fingerprint and a
// slash, before all of them.

export const CORE = "adviser";
export const UNREADABLE = "unreadable";
export const COLLEAGUES = "colleagues/";
export const OUTBOX = "outbox/";
export const THREAD = "thread/";
export const LETTERS = "letters/";
export const DRAFT = "draft/";
export const UPLOAD = "upload/";
/** What only this client knows: the others keep it as it is. */
export const ORGANISATION = "organisation";
export const SEEN = "seen";
export const PROFILE = "profile";
export const MARKS = "marks/";
export const TYPING = "typing/";
export const FORMS = "forms/";
export const PHOTO = "photo/";
export const DELETING = "deleting/";
/** The fingerprint of the organisation that keeps the vault, where that is not the first one any more. */
export const HOME = "home";
/** Before the names of a further organisation. */
export const AT = "at/";

/** Letters in one page, each at most 16 KiB. */
export const PAGE = 8;

/** The prefix of a further organisation's entries. */
export function prefixOf(fingerprint: string): string {
  return `${AT}${fingerprint}/`;
}

/** An entry's name, apart from the organisation's prefix. */
export function split(name: string): { readonly prefix: string; readonly rest: string } {
  const end = name.startsWith(AT) ? name.indexOf("/", AT.length) + 1 : 0;
  return { prefix: name.slice(0, end), rest: name.slice(end) };
}

/** The name of a page: six digits. */
export function page(number: number): string {
  return String(number).padStart(6, "0");
}
