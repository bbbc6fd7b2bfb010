// What the vectors need of `node:fs` and `node:process`, for browsers: an import map puts this in their place. The files are
// fetched before.

const files = new Map<string, string>();

/** Fetches files, to be read afterwards. */
export async function fetchFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const answer = await fetch(path);
    files.set(path, await answer.text());
  }
}

export function readFileSync(file: URL): string {
  const text = files.get(file.pathname);
  if (text === undefined) {
    throw new Error(`no ${file.pathname}`);
  }
  return text;
}

export function readdirSync(folder: URL): string[] {
  const paths = [...files.keys()].filter((path) => path.startsWith(folder.pathname));
  return paths.map((path) => path.slice(folder.pathname.length)).filter((name) => !name.includes("/"));
}

export const execArgv: readonly string[] = [];
