import { random } from "../protocol/bytes.js";
import { Code } from "../protocol/code.js";
import { SigningKey } from "../protocol/signature.js";
import { freshKeys } from "./keys.js";
import { type Office } from "./office.js";
import { type AppointmentAsked, askWith, attestationOf, listedProfile, profileOf } from "./profile.js";

/** Gives the vault another passphrase. @throws VaultError `passphrase`, `weak`; ServiceError */
export async function changeLock(office: Office, old: string, passphrase: string): Promise<void> {
  office.vault.checkPassphrase(old);
  const remote = await office.demandRemote();
  await office.vault.rotate(remote, { passphrase, keyCode: office.vault.keyCode });
}

/** Draws a new key code, new vault keys and new identities. @throws VaultError `passphrase`; ServiceError */
export async function revoke(
  office: Office,
  passphrase: string,
): Promise<{ readonly keyCode: Code; readonly asked: readonly AppointmentAsked[] }> {
  const { vault, places } = office;
  vault.checkPassphrase(passphrase);
  const remote = await office.demandRemote();
  const keyCode = Code.draw();
  const asked: AppointmentAsked[] = [];
  const changes: (() => void)[] = [];
  for (const place of places) {
    const profile = profileOf(place.state) ?? listedProfile(place);
    const seed = random(32);
    asked.push(await askWith(place, new SigningKey(seed), profile, attestationOf(place.state)));
    changes.push(() => {
      const { core } = place.state;
      place.state.core = { ...core, ...freshKeys(seed), former: [...core.former, core.keys] };
    });
  }
  // Identities are another's at the same moment as the vault is: with new ones in an old vault nobody would know this adviser.
  await vault.rotate(remote, { passphrase, keyCode }, () => changes.forEach((change) => change()));
  return { keyCode, asked };
}
