import { Code } from "../protocol/code.js";
import { demand } from "../protocol/refusal.js";
import { ServiceError } from "../service/service-error.js";
import { writePiece } from "../vault/pieces.js";
import * as names from "./names.js";
import { type Office } from "./office.js";

/**
 * Has another organisation keep the vault, once the one that kept it lists this adviser no more: its server takes no change from
 * then on.
 *
 * @param organisation Its fingerprint, base64url.
 * @returns The new key code.
 * @throws VaultError `passphrase`; Refusal `old` where another device went on elsewhere already; ServiceError `unknown` where it
 * may not be moved.
 */
export async function moveVault(office: Office, organisation: string, passphrase: string): Promise<Code> {
  const { vault, places, home } = office;
  vault.checkPassphrase(passphrase);
  for (const place of places) {
    await place.look(office.today());
  }
  const next = places.find(({ name }) => name === organisation);
  if (next?.isListed !== true || home.isListed !== false) {
    throw new ServiceError(next?.trouble === "offline" || home.trouble === "offline" ? "offline" : "unknown");
  }
  await vault.pull(home.service);
  demand((next.trusted?.heartbeat(next.adviser)?.fields.counter ?? 0) <= next.state.core.heartbeat, "old");
  const keyCode = Code.draw();
  const remote = { service: next.service, session: await next.openSession() };
  await vault.move(remote, { passphrase, keyCode }, () => {
    vault.put(names.HOME, writePiece(names.HOME, next.name));
  });
  return keyCode;
}
