/**
 * A melder outside of any browser: the SDK's `Melder`, for reports that only have to be there.
 */
import { Code } from "../../../sdk/src/code.js";
import { Melder } from "../../../sdk/src/melder/melder.js";
import { parseLink } from "../../../sdk/src/service/link.js";
import { Service } from "../../../sdk/src/service/service.js";
import type { File } from "../screens/screen.ts";

/** Writes to the adviser of this name. */
export async function reportTo(link: string, name: string, text: string, files: readonly File[] = []): Promise<void> {
  const to = parseLink(link);
  const melder = await Melder.open(new Service(to.server), to);
  const ids = melder.organisation.advisers.filter((adviser) => adviser.name === name).map(({ id }) => id);
  await melder.report(Code.draw(), ids, {
    track: "integrity",
    categories: ["fraud"],
    text,
    wants: "That it stops.",
    language: "en",
    repliesOnly: false,
    attachments: files.map((file) => ({
      name: file.name,
      mediaType: file.mimeType,
      size: file.buffer.length,
      read: (from, end) => Promise.resolve(new Uint8Array(file.buffer.subarray(from, end))),
    })),
  });
}
