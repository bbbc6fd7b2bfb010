import { type Trusted } from "../melder/trust.js";
import { compare, random } from "../protocol/bytes.js";
import { type Day, type Epoch, daysOf, epochOf } from "../protocol/day.js";
import { Thread } from "../protocol/derivation.js";
import { decode, encode } from "../protocol/encoding.js";
import { Heartbeat, MOST_ENTRIES, heartbeatEntries } from "../protocol/heartbeat.js";
import { reject } from "../protocol/validation-error.js";
import { U16 } from "../protocol/shape.js";
import { type Signed } from "../protocol/signed.js";
import { Statement, type StatementFields } from "../protocol/statement.js";
import { type KeptCore, type KeptKeys } from "./kept.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { sequenceOf } from "./sequences.js";

/** How many epochs ahead keys are published. */
const AHEAD = 2;
/** How many days after its end an epoch's secret is kept. */
const GRACE = 14;

/**
 * Forgets the secrets of epochs that ended more than two weeks ago, and says in the vault that it is to be rotated.
 *
 * @param newest The day of the newest release that was looked at: an epoch of which the box shows no end is not over, whatever
 * the device's clock says. What is destroyed too early, nobody can read any more.
 */
export function destroyOld(account: OrganisationAccount, today: Day, newest: Day): void {
  const { core } = account.state;
  const isOver = (epoch: Epoch) => daysOf(epoch).last + GRACE < today && daysOf(epoch).last < newest;
  const [keys, former] = [withoutOld(core.keys, isOver), core.former.map((one) => withoutOld(one, isOver))];
  const counts = (all: readonly KeptKeys[]) => all.reduce((sum, one) => sum + Object.keys(one.epochs).length, 0);
  if (counts([keys, ...former]) < counts([core.keys, ...core.former])) {
    const needed = former.filter(({ epochs }) => Object.keys(epochs).length > 0);
    account.state.core = { ...core, keys, former: needed, rotation_due: true };
  }
}

function withoutOld(keys: KeptKeys, isOver: (epoch: Epoch) => boolean): KeptKeys {
  const needed = Object.entries(keys.epochs).filter(([epoch]) => !isOver(Number(epoch)));
  return { ...keys, epochs: Object.fromEntries(needed) };
}

/**
 * A key statement for the present epoch and two more, unless the newest one that is published has them. The vault holds the
 * secrets before anybody can write to them.
 *
 * @throws ValidationError `old`: signed with this identity, and not from this vault: an older copy of it is at work.
 */
export function nextStatement(account: OrganisationAccount, trusted: Trusted, today: Day): StatementFields | undefined {
  const { state, ring, organisation, adviser } = account;
  const { core } = state;
  const due = Array.from({ length: AHEAD + 1 }, (_, ahead) => epochOf(today) + ahead);
  const shown = trusted.shownStatement(adviser)?.fields;
  if ((shown?.serial ?? 0) > core.statement) {
    reject("old", "vault");
  }
  const isPublished = (epoch: Epoch) => {
    const seed = core.keys.epochs[epoch];
    const key = shown?.epochs.find((entry) => entry.epoch === epoch)?.key;
    return seed !== undefined && key !== undefined && compare(ring.key(seed).publicKey, key) === 0;
  };
  if (due.every(isPublished)) {
    return undefined;
  }
  const seeds = due.map((epoch) => [epoch, core.keys.epochs[epoch] ?? encode(random(32))] as const);
  const keys = { ...core.keys, epochs: { ...core.keys.epochs, ...Object.fromEntries(seeds) } };
  const serial = core.statement + 1;
  state.core = { ...core, keys, statement: serial };
  const epochs = seeds.map(([epoch, seed]) => ({ epoch, key: ring.key(seed).publicKey }));
  return { organisation, adviser, serial, issued: today, epochs };
}

/** A heartbeat's counter and entries. */
export interface HeartbeatContents {
  readonly counter: number;
  readonly entries: readonly Uint8Array[];
}

/**
 * The next heartbeat's: this adviser has looked, and this is how far each thread has come. A counter is never used twice, even
 * if its heartbeat does not arrive. Of more than 1,024 threads those are left out that this adviser never wrote in: whoever
 * floods a box with reports does not stop it for the others.
 *
 * @throws ValidationError `old` as above.
 */
export function nextHeartbeat(
  account: OrganisationAccount,
  trusted: Pick<Trusted, "shownHeartbeat">,
): HeartbeatContents {
  const { state, adviser } = account;
  const { core } = state;
  if ((trusted.shownHeartbeat(adviser)?.fields.counter ?? 0) > core.heartbeat) {
    reject("old", "vault");
  }
  const counter = core.heartbeat + 1;
  const kept = state.threads.flatMap((name) => state.thread(name) ?? []);
  const answeredFirst = kept.sort((a, b) => Number(b.written > 0) - Number(a.written > 0));
  const threads = answeredFirst.slice(0, MOST_ENTRIES).map(({ key, received, written }) => {
    const counts = { received: most(sequenceOf(received).seen), written: most(written) };
    return [new Thread(decode(key, 32)), counts] as const;
  });
  const entries = heartbeatEntries(counter, threads, core.heartbeat_entries);
  state.core = { ...core, heartbeat: counter, heartbeat_entries: entries.length };
  return { counter, entries };
}

/** The signed heartbeat of these entries. */
export function signHeartbeat(
  account: OrganisationAccount,
  trusted: Trusted,
  statement: Statement,
  contents: HeartbeatContents,
  today: Day,
): Signed {
  const { organisation, adviser, identity } = account;
  const named = { directory: trusted.directory.named, statement: statement.named };
  return Heartbeat.sign({ organisation, adviser, day: today, ...contents, ...named }, identity);
}

/** The last day until which letters can be sealed to this adviser, by what is published; nothing where not even today. */
export function keysUntil(trusted: Trusted, adviser: Uint8Array, today: Day): Day | undefined {
  const epochs = new Set(trusted.statement(adviser)?.fields.epochs.map(({ epoch }) => epoch));
  let epoch = epochOf(today);
  if (!epochs.has(epoch)) {
    return undefined;
  }
  while (epochs.has(epoch + 1)) {
    epoch += 1;
  }
  return daysOf(epoch).last;
}

/** A core that has come nowhere yet, with another identity. */
export function freshKeys(seed: Uint8Array): Pick<KeptCore, "keys" | "statement" | "heartbeat" | "heartbeat_entries"> {
  return { keys: { identity: encode(seed), epochs: {} }, statement: 0, heartbeat: 0, heartbeat_entries: 0 };
}

function most(count: number): number {
  return Math.min(U16, count);
}
