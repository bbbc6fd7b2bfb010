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
import { type Progress } from "./inbox-view.js";
import { deleteForgotten } from "./forget.js";
import { destroyOld, nextHeartbeat, nextStatement, signHeartbeat } from "./keys.js";
import * as names from "./names.js";
import { rememberOrganisation } from "./organisation.js";
import { dropOrphans } from "./orphans.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { remember } from "./remembered.js";
import { sealAll } from "./seal.js";
import { type Ingested, cameEarly, forgetThread, inOrder, ingestAll } from "./ingest.js";
import { limitOf } from "./uploads.js";

/**
 * The most letters that are taken in in one change of the vault: with the pages on which they come to lie they stay within what
 * a server takes at once.
 */
const MOST_AT_ONCE = 48;

/** What a look into the box of one organisation brought. */
export interface AccountNews extends Ingested {
  lookedAt: number;
  keysPublished: boolean;
}

/**
 * Looks into the box of an organisation that has been looked at, and does all that follows. Everything that was opened and
 * everything that is written is in the vault, here and on the server, before anything is sent.
 *
 * @param remote The server that keeps the vault.
 * @param session At this organisation.
 * @throws ValidationError, ServiceError, VaultError. What waits to be written stays in the vault.
 */
export async function syncAccount(
  vault: Vault,
  remote: Remote,
  account: OrganisationAccount,
  trusted: Trusted,
  session: Session,
  today: Day,
  progress: Progress,
): Promise<AccountNews> {
  const { state } = account;
  const mostBytes = await limitOf(account);
  const look = await lookIntoBox(account, session, progress.opened);
  const early = look.opened.length > 0 ? cameEarly(account) : [];
  const letters = inOrder(state, trusted, [...look.opened, ...early]);
  const batches = groups(letters, MOST_AT_ONCE);
  const last = batches.pop() ?? [];
  let ingested: Ingested = { newLetters: 0, withdrawn: 0 };
  for (const batch of batches) {
    ingested = await vault.transact(remote, () => ingestBatch(account, trusted, batch, ingested));
  }
  const { statement, contents, ...news } = await vault.transact(remote, () => {
    const all = ingestBatch(account, trusted, last, ingested);
    account.checkDirectory(trusted);
    const { serial, hash } = trusted.directory.named;
    state.core = { ...state.core, directory: { serial, hash: encode(hash) }, cursor: look.cursor };
    remember(state, trusted);
    destroyOld(account, today, look.newest);
    const fields = nextStatement(account, trusted, today);
    sealAll(account, trusted, today);
    const beat = nextHeartbeat(account, trusted);
    rememberOrganisation(account, trusted, today, mostBytes, fields !== undefined);
    return { ...all, statement: fields, contents: beat };
  });
  await rotateIfDue(vault, remote, account);
  let shown = trusted.shownStatement(account.adviser);
  if (statement !== undefined) {
    const signed = Statement.sign(statement, account.identity);
    await putKeys(account.service, account.link.slug, account.adviser, signed);
    shown = Statement.read(signed, trusted.directory);
  }
  await sendOutbox(vault, remote, account, progress);
  if (shown !== undefined) {
    const signed = signHeartbeat(account, trusted, shown, contents, today);
    await putHeartbeat(account.service, account.link.slug, account.adviser, signed);
  }
  await deleteForgotten(vault, remote, account);
  return { ...news, lookedAt: look.lookedAt, keysPublished: statement !== undefined };
}

function ingestBatch(
  account: OrganisationAccount,
  trusted: Trusted,
  letters: Parameters<typeof ingestAll>[2],
  before: Ingested,
): Ingested {
  const ingested = { ...before };
  for (const thread of account.state.ends(names.DELETING)) {
    // Another device may have had a letter of it meanwhile.
    if (!account.state.core.gone.includes(thread)) {
      forgetThread(account.state, thread);
    }
  }
  ingestAll(account.state, trusted, letters, ingested);
  dropOrphans(account.state);
  return ingested;
}

/** Draws new keys for the vault where an epoch's secret was destroyed, so that no older copy gives it back. */
async function rotateIfDue(vault: Vault, remote: Remote, { state }: OrganisationAccount): Promise<void> {
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
async function sendOutbox(
  vault: Vault,
  remote: Remote,
  account: OrganisationAccount,
  progress: Progress,
): Promise<void> {
  const { outbox } = account.state;
  let sent = 0;
  for (const some of groups(outbox, MOST_IN_A_CALL)) {
    const letters = some.map(({ id, letter }) => ({ id: decode(id, 32), letter: decode(letter) }));
    await post(account.service, account.link.slug, postOf(letters), progress.working);
    sent += some.length;
    progress.sent?.(sent, outbox.length);
  }
  await vault.transact(remote, () => {
    outbox.forEach(({ id }) => account.state.put(names.OUTBOX + id, undefined));
  });
}
