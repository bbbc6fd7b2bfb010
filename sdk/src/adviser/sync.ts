import { type Trusted } from "../melder/trust.js";
import { type Day } from "../protocol/day.js";
import { decode, encode } from "../protocol/encoding.js";
import { Statement } from "../protocol/statement.js";
import { putHeartbeat, putKeys } from "../service/box.js";
import { MOST_IN_A_CALL, groups, postOf } from "../service/letters.js";
import { post } from "../service/post.js";
import { type Session } from "../service/session.js";
import { VaultError } from "../vault/vault-error.js";
import { type Remote, type Vault } from "../vault/vault.js";
import { lookIntoBox } from "./box.js";
import { type Progress } from "./desk.js";
import { deleteForgotten } from "./forget.js";
import { destroyOld, nextPulse, nextStatement, signPulse } from "./keys.js";
import * as names from "./names.js";
import { rememberOrganisation } from "./organisation.js";
import { dropOrphans } from "./orphans.js";
import { type Place } from "./place.js";
import { remember } from "./remembered.js";
import { sealAll } from "./seal.js";
import { type Taken, cameEarly, forgetThread, inOrder, takeAll } from "./take.js";
import { limitOf } from "./uploads.js";

/**
 * The most letters that are taken in in one change of the vault: with the pages on which they come to lie they stay within what
 * a server takes at once.
 */
const MOST_AT_ONCE = 48;

/** What a look into the box of one organisation brought. */
export interface PlaceNews extends Taken {
  lookedAt: number;
  keysPublished: boolean;
}

/**
 * Looks into the box of an organisation that has been looked at, and does all that follows. Everything that was opened and
 * everything that is written is in the vault, here and on the server, before anything is sent.
 *
 * @param remote The server that keeps the vault.
 * @param session At this organisation.
 * @throws Refusal, ServiceError, VaultError. What waits to be written stays in the vault.
 */
export async function syncPlace(
  vault: Vault,
  remote: Remote,
  place: Place,
  trusted: Trusted,
  session: Session,
  today: Day,
  progress: Progress,
): Promise<PlaceNews> {
  const { state } = place;
  const mostBytes = await limitOf(place);
  const look = await lookIntoBox(place, session, progress.opened);
  const early = look.opened.length > 0 ? cameEarly(place) : [];
  const letters = inOrder(state, trusted, [...look.opened, ...early]);
  const steps = groups(letters, MOST_AT_ONCE);
  const last = steps.pop() ?? [];
  let taken: Taken = { newLetters: 0, withdrawn: 0 };
  for (const step of steps) {
    taken = await vault.transact(remote, () => taking(place, trusted, step, taken));
  }
  const { statement, pulse, ...news } = await vault.transact(remote, () => {
    const all = taking(place, trusted, last, taken);
    place.checkDirectory(trusted);
    const { serial, hash } = trusted.directory.named;
    state.core = { ...state.core, directory: { serial, hash: encode(hash) }, cursor: look.cursor };
    remember(state, trusted);
    destroyOld(place, today, look.newest);
    const fields = nextStatement(place, trusted, today);
    sealAll(place, trusted, today);
    const beat = nextPulse(place, trusted);
    rememberOrganisation(place, trusted, today, mostBytes, fields !== undefined);
    return { ...all, statement: fields, pulse: beat };
  });
  await rotateIfDue(vault, remote, place);
  let shown = trusted.statement(place.adviser);
  if (statement !== undefined) {
    const signed = Statement.sign(statement, place.identity);
    await putKeys(place.service, place.link.slug, place.adviser, signed);
    shown = Statement.read(signed, trusted.directory);
  }
  await sendOutbox(vault, remote, place, progress);
  if (shown !== undefined) {
    const signed = signPulse(place, trusted, shown, pulse, today);
    await putHeartbeat(place.service, place.link.slug, place.adviser, signed);
  }
  await deleteForgotten(vault, remote, place);
  return { ...news, lookedAt: look.lookedAt, keysPublished: statement !== undefined };
}

function taking(place: Place, trusted: Trusted, letters: Parameters<typeof takeAll>[2], before: Taken): Taken {
  const taken = { ...before };
  for (const thread of place.state.ends(names.DELETING)) {
    // Another device may have had a letter of it meanwhile.
    if (!place.state.core.gone.includes(thread)) {
      forgetThread(place.state, thread);
    }
  }
  takeAll(place.state, trusted, letters, taken);
  dropOrphans(place.state);
  return taken;
}

/** Draws new keys for the vault where an epoch's secret was destroyed, so that no older copy gives it back. */
async function rotateIfDue(vault: Vault, remote: Remote, { state }: Place): Promise<void> {
  const isDue = () => state.core.rotation_due;
  if (!isDue()) {
    return;
  }
  try {
    await vault.rotate(remote, undefined, () => (state.core = { ...state.core, rotation_due: false }));
  } catch (error) {
    // Another device may have done it.
    if (!(error instanceof VaultError && error.kind === "busy" && !isDue())) {
      throw error;
    }
  }
}

/**
 * Sends what is sealed, and forgets it once the server has it. The bytes are those that the vault holds: sending them again,
 * from whichever device, is harmless. Posted without the session, so that they are letters like any others.
 */
async function sendOutbox(vault: Vault, remote: Remote, place: Place, progress: Progress): Promise<void> {
  const { outbox } = place.state;
  let sent = 0;
  for (const some of groups(outbox, MOST_IN_A_CALL)) {
    const letters = some.map(({ id, letter }) => ({ id: decode(id, 32), letter: decode(letter) }));
    await post(place.service, place.link.slug, postOf(letters), progress.working);
    sent += some.length;
    progress.sent?.(sent, outbox.length);
  }
  await vault.transact(remote, () => {
    outbox.forEach(({ id }) => place.state.put(names.OUTBOX + id, undefined));
  });
}
