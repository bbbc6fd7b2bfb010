import assert from "node:assert/strict";

import { Adviser } from "../../src/adviser/adviser.js";
import { type ThreadSummary } from "../../src/adviser/inbox-view.js";
import { merging } from "../../src/adviser/merge.js";
import { Code } from "../../src/protocol/code.js";
import { type Day } from "../../src/protocol/day.js";
import { type Fetch, Service } from "../../src/service/service.js";
import { MemoryVaultStorage, type VaultStorage } from "../../src/vault/vault-storage.js";
import { Vault } from "../../src/vault/vault.js";
import { textOf } from "./letters.js";
import { PASSPHRASE, type TestEnvironment } from "./environment.js";
import { reach } from "./reach.js";

/** What a device differs in. */
export interface DeviceOptions {
  readonly storage?: VaultStorage;
  readonly fetch?: Fetch;
  readonly today?: () => Day;
}

/** A further device of an adviser whose vault the command line made. */
export function device(
  environment: TestEnvironment,
  name: string,
  { storage = new MemoryVaultStorage(), fetch = reach(), ...more }: DeviceOptions = {},
): Promise<Adviser> {
  const keyCode = Code.parse(environment.keyCode(name));
  const service = { fetch, pauses: [] };
  return Adviser.addDevice({ storage, link: environment.link, passphrase: PASSPHRASE, keyCode, service, ...more });
}

/** An adviser's vault, as it lies on the server. */
export function vaultOf(environment: TestEnvironment, name: string): Promise<Vault> {
  const service = new Service(environment.origin, { fetch: reach(), pauses: [] });
  return Vault.fetch(new MemoryVaultStorage(), service, PASSPHRASE, Code.parse(environment.keyCode(name)), merging);
}

/** A look that must not go wrong anywhere. */
export async function sync(adviser: Adviser): Promise<void> {
  await adviser.sync();
  const errors = adviser.inbox().organisations.map(({ lastError }) => lastError);
  assert.deepEqual(errors, Array(errors.length).fill(undefined));
}

/** Looks until what is looked for has come: a release closes every second. */
export async function look(adviser: Adviser, isEnough: () => boolean): Promise<void> {
  for (let tried = 0; tried < 60; tried++) {
    await sync(adviser);
    if (isEnough()) {
      return;
    }
  }
  assert.fail("it did not come");
}

/** The thread whose report is this. */
export async function threadOf(adviser: Adviser, text: string): Promise<ThreadSummary> {
  const found = () => adviser.inbox().threads.find(({ id }) => textOf(adviser.thread(id).letters[0]) === text);
  await look(adviser, () => found() !== undefined);
  return found() ?? assert.fail();
}

/** Who wrote which words in a thread. */
export function said(adviser: Adviser, thread: string): (readonly [string, string | undefined])[] {
  return adviser.thread(thread).letters.map((letter) => [letter.own ? "me" : "melder", textOf(letter)] as const);
}
