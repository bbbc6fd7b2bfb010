import { type Trusted } from "../melder/trust.js";
import { type Day } from "../protocol/day.js";
import { Thread } from "../protocol/derivation.js";
import { decode, encode } from "../protocol/encoding.js";
import { drawToken } from "../protocol/id.js";
import { sealCover } from "../protocol/letter.js";
import { type Sealed, sealBetweenAdvisers } from "../protocol/to-adviser.js";
import { sealReply } from "../protocol/to-melder.js";
import { fours } from "../service/letters.js";
import { isAsking, nextNumber } from "./asking.js";
import { type KeptOutgoing } from "./kept.js";
import { type DraftToAdviser, type DraftToMelder } from "./letters.js";
import * as names from "./names.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { sequenceOf } from "./sequences.js";

/** The most letters that are sealed in one step, so that it fits into one change of the vault. */
const MOST_AT_ONCE = 64;

/**
 * Numbers and seals all drafts that can be sealed now, and puts the letters into the outbox with their cover: four letters to
 * nobody where nothing is to be said. Others wait: their adviser cannot be written to today, or there are too many for one step.
 */
export function sealAll(account: OrganisationAccount, trusted: Trusted, today: Day): void {
  const { state, organisation } = account;
  const sealed: Sealed[] = [];
  for (const [name, draft] of state.drafts) {
    if (sealed.length > 0 && sealed.length + draft.letters.length > MOST_AT_ONCE) {
      continue;
    }
    const letters =
      "melder" in draft ? toMelder(account, name, draft, today) : toAdviser(account, trusted, name, draft, today);
    if (letters !== undefined) {
      sealed.push(...letters);
      state.put(names.DRAFT + name, undefined);
    }
  }
  if (sealed.length > 0 || state.outbox.length === 0) {
    while (sealed.length < fours(sealed.length)) {
      sealed.push(sealCover(organisation));
    }
    sealed.forEach((letter) => state.addOutgoing(kept(letter)));
  }
}

/** The letters of a draft to a melder. */
function toMelder(account: OrganisationAccount, name: string, draft: DraftToMelder, today: Day): Sealed[] {
  const { state, organisation } = account;
  const thread = draft.melder;
  const sealed: Sealed[] = [];
  // Nothing is written to a melder who has withdrawn, and nothing twice.
  if (state.thread(thread) === undefined || state.letters(thread).some((letter) => letter.draft === name)) {
    return sealed;
  }
  for (const letter of draft.letters) {
    const to = state.thread(thread);
    if (to === undefined) {
      break;
    }
    const n = to.written + 1;
    const body = isAsking(letter.body) ? { ...letter.body, number: nextNumber(state.letters(thread)) } : letter.body;
    const content = { ...letter, body, n, seen: sequenceOf(to.received).seen, day: today };
    const one = sealReply(content, organisation, new Thread(decode(to.key, 32)), decode(to.reply_key));
    state.putThread(thread, { ...to, written: n });
    const whose = { writer: "adviser", id: encode(one.id), day: today, isNew: false, oddity: null } as const;
    state.addLetter(thread, { ...whose, draft: name, content });
    sealed.push(one);
  }
  return sealed;
}

/** The letters of a draft to another adviser; nothing where they cannot be written to today. */
function toAdviser(
  account: OrganisationAccount,
  trusted: Trusted,
  name: string,
  draft: DraftToAdviser,
  today: Day,
): Sealed[] | undefined {
  const { state, organisation, identity } = account;
  if (state.colleagues.some((letter) => letter.draft === name)) {
    return [];
  }
  const id = decode(draft.adviser, 32);
  const reader = trusted.reader(id, today);
  if (reader === undefined) {
    return undefined;
  }
  const listed = trusted.directory.adviser(id);
  return draft.letters.map((letter) => {
    const content = { ...letter, n: 0, seen: 0, day: today };
    const one = sealBetweenAdvisers(content, reader, { organisation, identity, token: drawToken() });
    const whose = { adviser: id, name: listed?.name ?? "", own: true, id: encode(one.id), day: today };
    state.addColleagueLetter({ ...whose, isNew: false, draft: name, content });
    return one;
  });
}

function kept({ id, letter }: Sealed): KeptOutgoing {
  return { id: encode(id), letter: encode(letter) };
}
