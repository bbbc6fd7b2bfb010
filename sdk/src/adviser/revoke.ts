import { random } from "../bytes.js";
import { Code } from "../code.js";
import { SigningKey } from "../signature.js";
import { freshKeys } from "./keys.js";
import * as names from "./names.js";
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
  const before = places.map(({ state }) => [state.core, state.get(names.PROFILE)] as const);
  try {
    const asked: AppointmentAsked[] = [];
    for (const place of places) {
      const profile = profileOf(place.state) ?? listedProfile(place);
      const { core } = place.state;
      const seed = random(32);
      asked.push(await askWith(place, new SigningKey(seed), profile, attestationOf(place.state)));
      place.state.core = { ...core, ...freshKeys(seed), former: [...core.former, core.keys] };
    }
    await vault.rotate(remote, { passphrase, keyCode });
    return { keyCode, asked };
  } catch (error) {
    places.forEach(({ state }, at) => {
      const [core, profile] = before[at] ?? [state.core, state.get(names.PROFILE)];
      state.core = core;
      state.put(names.PROFILE, profile);
    });
    throw error;
  }
}
