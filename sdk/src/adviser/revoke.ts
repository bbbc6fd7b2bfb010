import { random } from "../protocol/bytes.js";
import { Code } from "../protocol/code.js";
import { SigningKey } from "../protocol/signature.js";
import { freshKeys } from "./keys.js";
import { type AdviserSession } from "./adviser-session.js";
import { type AppointmentAsked, askWith, attestationOf, listedProfile, profileOf } from "./profile.js";

/** Gives the vault another passphrase. @throws VaultError `passphrase`, `weak`; ServiceError */
export async function changeLock(session: AdviserSession, old: string, passphrase: string): Promise<void> {
  session.vault.checkPassphrase(old);
  const remote = await session.demandRemote();
  await session.vault.rotate(remote, { passphrase, keyCode: session.vault.keyCode });
}

/** Draws a new key code, new vault keys and new identities. @throws VaultError `passphrase`; ServiceError */
export async function revoke(
  session: AdviserSession,
  passphrase: string,
): Promise<{ readonly keyCode: Code; readonly asked: readonly AppointmentAsked[] }> {
  const { vault, accounts } = session;
  vault.checkPassphrase(passphrase);
  const remote = await session.demandRemote();
  const keyCode = Code.draw();
  const asked: AppointmentAsked[] = [];
  const changes: (() => void)[] = [];
  for (const account of accounts) {
    const profile = profileOf(account.state) ?? listedProfile(account);
    const seed = random(32);
    asked.push(await askWith(account, new SigningKey(seed), profile, attestationOf(account.state)));
    changes.push(() => {
      const { core } = account.state;
      account.state.core = { ...core, ...freshKeys(seed), former: [...core.former, core.keys] };
    });
  }
  // Identities are another's at the same moment as the vault is: with new ones in an old vault nobody would know this adviser.
  await vault.rotate(remote, { passphrase, keyCode }, () => changes.forEach((change) => change()));
  return { keyCode, asked };
}
