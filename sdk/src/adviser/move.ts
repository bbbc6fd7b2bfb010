import { Code } from "../protocol/code.js";
import { demand } from "../protocol/validation-error.js";
import { ServiceError } from "../service/service-error.js";
import { writeEntry } from "../vault/entries.js";
import * as names from "./names.js";
import { type AdviserSession } from "./adviser-session.js";

/**
 * Has another organisation keep the vault, once the one that kept it lists this adviser no more: its server takes no change from
 * then on.
 *
 * @param organisation Its fingerprint, base64url.
 * @returns The new key code.
 * @throws VaultError `passphrase`; ValidationError `old` where another device went on elsewhere already; ServiceError `unknown` where it
 * may not be moved.
 */
export async function moveVault(session: AdviserSession, organisation: string, passphrase: string): Promise<Code> {
  const { vault, accounts, home } = session;
  vault.checkPassphrase(passphrase);
  for (const account of accounts) {
    await account.look(session.today());
  }
  const next = accounts.find(({ name }) => name === organisation);
  if (next?.isListed !== true || home.isListed !== false) {
    throw new ServiceError(next?.lastError === "offline" || home.lastError === "offline" ? "offline" : "unknown");
  }
  await vault.pull(home.service);
  demand((next.trusted?.heartbeat(next.adviser)?.fields.counter ?? 0) <= next.state.core.heartbeat, "old");
  const keyCode = Code.draw();
  const remote = { service: next.service, session: await next.openSession() };
  await vault.move(remote, { passphrase, keyCode }, () => {
    vault.put(names.HOME, writeEntry(names.HOME, next.name));
  });
  return keyCode;
}
