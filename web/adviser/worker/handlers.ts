import {
  Adviser,
  type AppointmentAsked,
  type Attestation,
  Code,
  type Forms,
  type Profile,
  type ThreadWhole,
  VaultError,
  wordsOf,
} from "@fluister/sdk";

import { asMeant } from "./as-meant.ts";
import { onlyHere } from "./only-here.ts";
import { reached } from "./reach.ts";
import { BrowserVaultStorage } from "./vault-storage.ts";

/** What setting up a vault needs. The key code is in its written form. */
export interface Setup {
  readonly link: string;
  readonly profile: Profile;
  readonly attestation: readonly Attestation[];
  readonly passphrase: string;
  readonly keyCode: string;
}

/** What a device that joins needs. The key code is in its written form. */
export interface DeviceSetup {
  readonly link: string;
  readonly passphrase: string;
  readonly keyCode: string;
}

const AT = { storage: new BrowserVaultStorage(), service: reached };

/** The adviser whose vault this worker has opened. */
export class OpenVault {
  #adviser: Adviser | undefined;

  get isOpen(): boolean {
    return this.#adviser !== undefined;
  }

  /** @throws VaultError `locked`. */
  get adviser(): Adviser {
    if (this.#adviser === undefined) {
      throw new VaultError("locked");
    }
    return this.#adviser;
  }

  set adviser(adviser: Adviser) {
    this.#adviser = adviser;
  }
}

/**
 * The calls that are more than a method of the SDK's adviser: those before there is one, and those with key codes, which cross
 * to the page in their written form and only to be shown there.
 *
 * @throws DOMException `InvalidStateError`, from what opens a vault that is open in another tab.
 */
export function handlers(vault: OpenVault) {
  return {
    /** Whether this device has a vault. */
    hasVault: () => Adviser.hasVault(AT.storage),

    newPassphrase: () => Adviser.newPassphrase(),

    newKeyCode: () => Adviser.newKeyCode().show(),

    /** Twelve words of a fingerprint or an id, to be compared by voice. */
    wordsOf: (fingerprint: Uint8Array): Promise<readonly string[]> => wordsOf(fingerprint),

    create: async (setup: Setup): Promise<AppointmentAsked> => {
      await onlyHere();
      const { adviser, asked } = await Adviser.create({ ...setup, ...AT, keyCode: Code.parse(setup.keyCode) });
      vault.adviser = adviser;
      return asked;
    },

    unlock: async (passphrase: string): Promise<void> => {
      await onlyHere();
      vault.adviser = await opened(passphrase);
    },

    addDevice: async (setup: DeviceSetup): Promise<void> => {
      await onlyHere();
      const device = { ...setup, ...AT, keyCode: Code.parse(setup.keyCode) };
      vault.adviser = await asMeant(setup.passphrase, (passphrase) => Adviser.addDevice({ ...device, passphrase }));
    },

    /** Whether this is the vault's passphrase. @throws VaultError `passphrase` for another. */
    checkPassphrase: async (passphrase: string): Promise<void> => (await opened(passphrase)).lock(),

    keyCode: () => vault.adviser.keyCode().show(),

    changePassphrase: (old: string, passphrase: string): Promise<void> =>
      asMeant(old, (meant) => vault.adviser.changePassphrase(meant, passphrase)),

    revokeDevices: async (passphrase: string) => {
      const { keyCode, asked } = await asMeant(passphrase, (meant) => vault.adviser.revokeDevices(meant));
      return { keyCode: keyCode.show(), asked };
    },

    moveVault: async (organisation: string, passphrase: string): Promise<string> =>
      (await asMeant(passphrase, (meant) => vault.adviser.moveVault(organisation, meant))).show(),

    /** A thread as it was before it was opened: what is new in it is marked so here, and nowhere any more from then on. */
    open: async (id: string): Promise<ThreadWhole> => {
      const thread = vault.adviser.thread(id);
      if (thread.unread > 0) {
        await vault.adviser.shown(id);
      }
      return thread;
    },

    /** Keeps a form that is about no thread; without fields it is forgotten. */
    keepForm: (form: string, fields: Forms[string] | undefined): Promise<void> => vault.adviser.keepForm(form, fields),

    /** Keeps a form that is about a thread; without fields it is forgotten. */
    keepThreadForm: (thread: string, form: string, fields: Forms[string] | undefined): Promise<void> =>
      vault.adviser.keepForm(form, fields, thread),
  };
}

/** The calls above, by their names. */
export type Handlers = ReturnType<typeof handlers>;

/** Another key to the vault on this device, for a passphrase as it was typed. */
function opened(passphrase: string): Promise<Adviser> {
  return asMeant(passphrase, (meant) => Adviser.unlock({ ...AT, passphrase: meant }));
}
