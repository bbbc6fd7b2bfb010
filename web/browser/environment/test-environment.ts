/**
 * What a test happens in: a server, an organisation on it, and two advisers.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Organisation } from "./organisation.ts";
import { Server } from "./server.ts";

/** Who can be written to. */
export const ADVISERS = ["Sam", "Robin"] as const;

/** A server with an organisation `voorbeeld`. */
export interface TestEnvironment {
  readonly server: Server;
  /** A folder that is gone when the environment is. */
  readonly folder: string;
  readonly organisation: Organisation;
}

/** Makes an environment for as long as `live` runs. */
export async function inTestEnvironment(
  settings: readonly string[],
  live: (environment: TestEnvironment) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fluister-browser-"));
  try {
    const server = await Server.start(folder, settings);
    try {
      await live({ server, folder, organisation: await Organisation.found(server, folder, "voorbeeld", ADVISERS) });
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
