import { compare } from "../protocol/bytes.js";
import { idOf } from "../protocol/id.js";
import { type Unlocked, type VaultKeys, manifestId } from "../protocol/vault.js";
import { type Change, MOST_CHANGES, MOST_IN_A_BATCH, changeVault, deleteVault, sizeOf } from "../service/vault.js";
import { Base } from "./base.js";
import { type Lock, type Opened, drawKeys, sealWrap } from "./lock.js";
import { fetchBase } from "./remote.js";
import { VaultError } from "./vault-error.js";
import type { Remote, Vault } from "./vault.js";

/**
 * Writes a whole vault anew under new keys, then swaps the wrap record in one step, then deletes the old vault. One that is
 * interrupted before the swap leaves the old vault as it was.
 *
 * @param use Takes what is open from now on.
 */
export async function rewrite(
  vault: Vault,
  remote: Remote,
  before: Opened,
  lock: Lock,
  use: (opened: Opened) => void,
): Promise<void> {
  const keys = drawKeys();
  const base = await writeAnew(vault, remote, before, keys);
  const { wrap, swap } = swapOf(before, lock.unlocked, keys);
  if (!(await changeVault(remote.service, keys.token, remote.session, swap))) {
    // Another device was first: its vault counts, this one is taken away.
    await deleteVault(remote.service, keys.token, remote.session);
    throw new VaultError("busy");
  }
  use({ ...lock, wrap, keys, base });
  await vault.save();
  try {
    await leave(vault, remote, before);
  } catch {
    // The new vault counts from here on; what cannot be taken away of the old one now, the server sweeps one day.
  }
}

/**
 * Writes a whole vault anew, under new keys and another key code, where another organisation keeps it. What lies at the one
 * before stays as it is: nobody may change it there.
 *
 * @param use Takes what is open from now on.
 */
export async function rewriteElsewhere(
  vault: Vault,
  remote: Remote,
  before: Opened,
  lock: Lock,
  use: (opened: Opened) => void,
): Promise<void> {
  const keys = drawKeys();
  const base = await writeAnew(vault, remote, before, keys);
  const wrap = sealWrap(lock.unlocked, keys, 1);
  const put = { of: "wrap", id: idOf(lock.unlocked.wrapToken), expected: 0, put: wrap } as const;
  if (!(await changeVault(remote.service, keys.token, remote.session, [put]))) {
    throw new VaultError("busy");
  }
  use({ ...lock, wrap, keys, base });
  await vault.save();
}

function swapOf(before: Opened, unlocked: Unlocked, keys: VaultKeys) {
  const there = before.base.manifest === undefined ? 0 : before.wrap.version;
  const [id, formerId] = [idOf(unlocked.wrapToken), idOf(before.unlocked.wrapToken)];
  const isSame = compare(id, formerId) === 0;
  const wrap = sealWrap(unlocked, keys, isSame ? before.wrap.version + 1 : 1);
  const swap: Change[] = [{ of: "wrap", id, expected: isSame ? there : 0, put: wrap }];
  if (!isSame && there > 0) {
    swap.push({ of: "wrap", id: formerId, expected: there });
  }
  return { wrap, swap };
}

/** Writes all entries under new keys, in as many batches as it takes; the manifest comes last. */
async function writeAnew(vault: Vault, { service, session }: Remote, before: Opened, keys: VaultKeys): Promise<Base> {
  const { base, changes } = Base.EMPTY.filled(keys.key, vault.entries, before.base.records.size);
  let batch: Change[] = [];
  let bytes = 0;
  const put = async () => {
    if (!(await changeVault(service, keys.token, session, batch))) {
      throw new VaultError("busy");
    }
    [batch, bytes] = [[], 0];
  };
  for (const change of changes) {
    if (bytes + sizeOf(change) > MOST_IN_A_BATCH || batch.length === MOST_CHANGES) {
      await put();
    }
    batch.push(change);
    bytes += sizeOf(change);
  }
  await put();
  return base;
}

/**
 * Closes the vault before: its manifest first, so that no other device can write to it any more; what one has written at the
 * last moment is brought over.
 */
async function leave(vault: Vault, remote: Remote, { keys, base }: Opened): Promise<void> {
  const id = manifestId(keys.key);
  for (let before = base; before.manifest !== undefined;) {
    const gone = { of: "record", id, expected: before.manifest.version } as const;
    if (await changeVault(remote.service, keys.token, remote.session, [gone])) {
      break;
    }
    const late = await fetchBase(remote.service, keys, before);
    if (late === undefined) {
      break;
    }
    vault.merge(before.entries, late.entries);
    if (!(await vault.push(remote))) {
      await vault.pull(remote.service);
      await vault.push(remote);
    }
    before = late;
  }
  if (base.manifest !== undefined) {
    await deleteVault(remote.service, keys.token, remote.session);
  }
}
