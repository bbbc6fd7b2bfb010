import {
  Adviser,
  type AdviserProgress,
  type AppointmentAsked,
  type Attachment,
  type Attestation,
  type Body,
  Code,
  type Desk,
  type Forms,
  type News,
  type Profile,
  type Telling,
  type ThreadWhole,
  wordsOf,
} from "@fluister/sdk";

import { asMeant } from "./as-meant.ts";
import { reached } from "./reach.ts";
import { BrowserShelf } from "./shelf.ts";

/** How far something has come, in one form for all that crosses to the page. */
export interface Step {
  readonly what: "opened" | "sent" | "working";
  readonly done: number;
  readonly of: number;
}

/** Hears of steps. */
export type Report = (step: Step) => void;

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

/**
 * The adviser, in the worker: what the page can ask of it. Codes cross as text, progress as steps. Errors are the SDK's, told
 * apart by `name` with `kind` or `reason`; and a DOMException named `InvalidStateError` where the app is open in another tab.
 */
export class Api {
  readonly #at = { shelf: new BrowserShelf(), service: reached };
  #open: Adviser | undefined;

  /** Whether this device has a vault. */
  isOnShelf(): Promise<boolean> {
    return Adviser.isOnShelf(this.#at.shelf);
  }

  newPassphrase(): string {
    return Adviser.newPassphrase();
  }

  newKeyCode(): string {
    return Adviser.newKeyCode().show();
  }

  /** Twelve words of a fingerprint or an id, to be compared by voice. */
  wordsOf(fingerprint: Uint8Array): Promise<readonly string[]> {
    return wordsOf(fingerprint);
  }

  async create(setup: Setup): Promise<AppointmentAsked> {
    await onlyHere();
    const keyCode = Code.parse(setup.keyCode);
    const { adviser, asked } = await Adviser.create({ ...setup, ...this.#at, keyCode });
    this.#open = adviser;
    return asked;
  }

  async unlock(passphrase: string): Promise<void> {
    await onlyHere();
    this.#open = await asMeant(passphrase, (meant) => Adviser.unlock({ ...this.#at, passphrase: meant }));
  }

  /** Whether this is the vault's passphrase. @throws VaultError `passphrase` for another. */
  async checkPassphrase(passphrase: string): Promise<void> {
    const other = await asMeant(passphrase, (meant) => Adviser.unlock({ ...this.#at, passphrase: meant }));
    other.lock();
  }

  async addDevice(setup: DeviceSetup): Promise<void> {
    await onlyHere();
    const device = { ...setup, ...this.#at, keyCode: Code.parse(setup.keyCode) };
    this.#open = await asMeant(setup.passphrase, (passphrase) => Adviser.addDevice({ ...device, passphrase }));
  }

  desk(): Desk {
    return this.#adviser.desk();
  }

  thread(id: string): ThreadWhole {
    return this.#adviser.thread(id);
  }

  search(text: string): readonly string[] {
    return this.#adviser.search(text);
  }

  sync(report: Report): Promise<News> {
    return this.#adviser.sync(progress(report));
  }

  write(thread: string, body: Body, attachments: readonly Attachment[] = []): Promise<void> {
    return this.#adviser.write(thread, body, attachments);
  }

  keepDraft(thread: string, text: string): Promise<void> {
    return this.#adviser.keepDraft(thread, text);
  }

  keepForm(form: string, fields: Forms[string] | undefined, thread?: string): Promise<void> {
    return this.#adviser.keepForm(form, fields, thread);
  }

  note(thread: string, text: string): Promise<void> {
    return this.#adviser.note(thread, text);
  }

  label(thread: string, labels: readonly string[]): Promise<void> {
    return this.#adviser.label(thread, labels);
  }

  mute(thread: string, muted: boolean): Promise<void> {
    return this.#adviser.mute(thread, muted);
  }

  shown(thread: string): Promise<void> {
    return this.#adviser.shown(thread);
  }

  shownColleagues(): Promise<void> {
    return this.#adviser.shownColleagues();
  }

  forget(thread: string): Promise<void> {
    return this.#adviser.forget(thread);
  }

  attachment(thread: string, n: number, report: Report): Promise<Attachment> {
    return this.#adviser.attachment(thread, n, progress(report));
  }

  consult(organisation: string, adviser: Uint8Array, text: string): Promise<void> {
    return this.#adviser.consult(organisation, adviser, text);
  }

  askAgain(organisation: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked> {
    return this.#adviser.askAgain(organisation, profile, attestation);
  }

  join(link: string, profile: Profile, attestation: readonly Attestation[]): Promise<AppointmentAsked> {
    return this.#adviser.join(link, profile, attestation);
  }

  keyCode(): string {
    return this.#adviser.keyCode().show();
  }

  changePassphrase(old: string, passphrase: string): Promise<void> {
    return asMeant(old, (meant) => this.#adviser.changePassphrase(meant, passphrase));
  }

  async revokeDevices(
    passphrase: string,
  ): Promise<{ readonly keyCode: string; readonly asked: readonly AppointmentAsked[] }> {
    const { keyCode, asked } = await asMeant(passphrase, (meant) => this.#adviser.revokeDevices(meant));
    return { keyCode: keyCode.show(), asked };
  }

  async moveVault(organisation: string, passphrase: string): Promise<string> {
    const move = (meant: string) => this.#adviser.moveVault(organisation, meant);
    return (await asMeant(passphrase, move)).show();
  }

  /** Where and when an organisation's server tells that there may be letters; nothing where it shall not. */
  notifications(organisation: string): Promise<Telling | undefined> {
    return this.#adviser.notifications(organisation);
  }

  setNotifications(organisation: string, wish: Telling | undefined): Promise<void> {
    return this.#adviser.setNotifications(organisation, wish);
  }

  get #adviser(): Adviser {
    if (!this.#open) {
      throw new Error("locked");
    }
    return this.#open;
  }
}

/** The SDK's progress, as steps. */
function progress(report: Report): AdviserProgress {
  return {
    opened: (done, of) => report({ what: "opened", done, of }),
    sent: (done, of) => report({ what: "sent", done, of }),
    working: (tries, expected) => report({ what: "working", done: tries, of: expected }),
  };
}

let held = false;

/** Milliseconds to wait for a worker that is just being ended. */
const PATIENCE = 6_000;

/** Two tabs that write to one vault would undo each other's work. The browser's lock goes when the worker does. */
async function onlyHere(): Promise<void> {
  if (held) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const held = () => {
      resolve();
      return new Promise(() => undefined);
    };
    navigator.locks.request("vault", { signal: AbortSignal.timeout(PATIENCE) }, held).catch(() => {
      reject(new DOMException("the vault is open in another tab", "InvalidStateError"));
    });
  });
  held = true;
}
