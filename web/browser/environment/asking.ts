/**
 * Somebody who asks an organisation to appoint them, by the command line.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "./programs.ts";

const PASSPHRASE = { FLUISTER_PASSPHRASE: "amber bottle canal drizzle ember fiddle" };

/** Asks; gives the request as a link that opens the administrator's app. */
export async function requestOf(link: string, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fluister-asking-"));
  try {
    const made = ["--link", link, "--name", name, "--vault", "vault", "--request", "request"];
    await run("fluister", folder, PASSPHRASE, ["adviser", "create", ...made]);
    const asked = JSON.parse(await readFile(join(folder, "request"), "utf8")) as Record<
      "payload" | "signature",
      string
    >;
    const values = new URLSearchParams({ organisation: link, request: `${asked.payload}.${asked.signature}` });
    return `${new URL(link).origin}/organisation/#${values.toString()}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the command line shows of an organisation, verified against its link. */
export async function shownOf(link: string): Promise<string> {
  return await run("fluister", tmpdir(), {}, ["organisation", "show", "--link", link]);
}
