import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Puts a `.br` and a `.gz` beside every file that is smaller that way. The same bytes at every run: no time, no name. */
export async function precompress(dist: string): Promise<void> {
  for (const path of await filesIn(dist)) {
    const bytes = await readFile(path);
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    const gzip = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
    // The byte of gzip's header that says which system it was made on.
    gzip[9] = 255;
    await writeIfSmaller(`${path}.br`, brotli, bytes);
    await writeIfSmaller(`${path}.gz`, gzip, bytes);
  }
}

async function writeIfSmaller(path: string, packed: Uint8Array, bytes: Uint8Array): Promise<void> {
  if (packed.length < bytes.length) {
    await writeFile(path, packed);
  }
}

/** All files below a folder, sorted, without those that are compressed already. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
