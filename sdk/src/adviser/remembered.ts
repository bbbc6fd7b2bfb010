import { type Trusted } from "../melder/trust.js";
import { decode, encode } from "../protocol/encoding.js";
import { type Named, checkNamed } from "../protocol/named.js";
import { about } from "../protocol/validation-error.js";
import * as names from "./names.js";
import { type State } from "./state.js";

/** The entry `seen`: by adviser, the newest key statement and the newest heartbeat that any device was shown. */
type KeptSeen = Readonly<Record<string, { readonly statement?: KeptNamed; readonly heartbeat?: KeptNamed }>>;

/** Which version of a signed file was the newest seen. */
interface KeptNamed {
  readonly serial: number;
  readonly hash: string;
}

/**
 * Holds what a server shows against what it showed before: a colleague of whom it shows something older, or another of the same
 * number, is set aside. What it does not show at all is not refused: nothing can be sealed to a key that is not there, and what was
 * seen stays remembered.
 *
 * @param self This adviser's id. Nobody else signs for them: what is older of theirs is the server's doing.
 * @throws ValidationError `old`, `two-histories`, of one's own statement or heartbeat.
 */
export function checkRemembered(state: State, trusted: Trusted, self: Uint8Array): void {
  const shown = shownBy(trusted);
  for (const [adviser, before] of Object.entries(seenIn(state))) {
    for (const of of ["statement", "heartbeat"] as const) {
      const [now, then] = [shown[adviser]?.[of], before[of]];
      if (now && then) {
        const check = () => {
          checkNamed(named(now), named(then));
        };
        if (adviser === encode(self)) {
          about(of, check);
        } else {
          trusted.setAsideUnless(decode(adviser, 32), check);
        }
      }
    }
  }
}

/** Remembers what is newer than what was seen before, of those who are listed. */
export function remember(state: State, trusted: Trusted): void {
  const [before, shown] = [seenIn(state), shownBy(trusted)];
  const seen = Object.entries(shown).map(([adviser, now]) => {
    const then = before[adviser];
    const statement = newer(now.statement, then?.statement);
    const heartbeat = newer(now.heartbeat, then?.heartbeat);
    return [adviser, { ...(statement && { statement }), ...(heartbeat && { heartbeat }) }] as const;
  });
  state.put(names.SEEN, Object.fromEntries(seen.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function seenIn(state: State): KeptSeen {
  return (state.get(names.SEEN) as KeptSeen | undefined) ?? {};
}

function shownBy(trusted: Trusted): KeptSeen {
  const shown = trusted.advisers.map((adviser) => {
    const [statement, heartbeat] = [trusted.shownStatement(adviser), trusted.shownHeartbeat(adviser)];
    const kept = {
      ...(statement && { statement: { serial: statement.fields.serial, hash: encode(statement.hash) } }),
      ...(heartbeat && { heartbeat: { serial: heartbeat.fields.counter, hash: encode(heartbeat.hash) } }),
    };
    return [encode(adviser), kept] as const;
  });
  return Object.fromEntries(shown);
}

function named({ serial, hash }: KeptNamed): Named {
  return { serial, hash: decode(hash, 32) };
}

function newer(one: KeptNamed | undefined, other: KeptNamed | undefined): KeptNamed | undefined {
  return other === undefined || (one !== undefined && one.serial > other.serial) ? one : other;
}
