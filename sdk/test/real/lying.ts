import { type Fetch } from "../../src/service/service.js";
import { type Call, reach } from "./reach.js";

/** What a server answers instead of what it has; nothing where it tells the truth. */
export type Lie = (answer: Uint8Array, path: string) => Uint8Array | undefined;

/** A server that changes what the real one answers. */
export function lying(lie: Lie, calls: Call[] = []): Fetch {
  const honest = reach(calls);
  return async (address, request) => {
    const answer = await honest(address, request);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const told = lie(bytes, new URL(address).pathname) ?? bytes;
    return { ...answer, arrayBuffer: () => Promise.resolve(Uint8Array.from(told).buffer) };
  };
}

/** What a server shows, signed. */
export interface Wire {
  payload: string;
  signature: string;
}

/** Everything signed that a server shows of an organisation. */
export interface Shown {
  directory: Wire;
  statements: Wire[];
  heartbeats: Wire[];
}

/** A lie about what is signed: in the answers with the directory and the statements, and with the heartbeats. */
export function retold(directory: string, change: (answer: Shown) => void): Lie {
  return (answer, path) => {
    if (path !== directory && path !== `${directory}/heartbeats`) {
      return undefined;
    }
    const nothing: Shown = { directory: { payload: "", signature: "" }, statements: [], heartbeats: [] };
    const shown = JSON.parse(new TextDecoder().decode(answer)) as Partial<Shown>;
    const told = { ...nothing, ...shown };
    change(told);
    const kept = Object.keys(shown).map((key) => [key, told[key as keyof Shown]]);
    return new TextEncoder().encode(JSON.stringify(Object.fromEntries(kept)));
  };
}
