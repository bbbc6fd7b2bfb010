import { isZero } from "../../src/protocol/bytes.js";
import { Secret } from "../../src/protocol/secret.js";

/** What became of the secrets that were used while something went on. */
export interface Watched {
  /** How many there were, by the names of their classes. */
  readonly used: ReadonlyMap<string, number>;
  /** The names of the classes of those that were not overwritten. */
  readonly left: readonly string[];
}

/** Does something, and gives what became of all secrets whose bytes were looked at meanwhile, but for those that were there before. */
export async function watching(before: readonly Secret[], work: () => Promise<unknown>): Promise<Watched> {
  const found = new Map<Uint8Array, Secret>();
  const bytes = Object.getOwnPropertyDescriptor(Secret.prototype, "bytes");
  const read = (secret: Secret) => bytes?.get?.call(secret) as Uint8Array;
  Object.defineProperty(Secret.prototype, "bytes", {
    ...bytes,
    get(this: Secret) {
      const own = read(this);
      found.set(own, this);
      return own;
    },
  });
  try {
    await work();
  } finally {
    Object.defineProperty(Secret.prototype, "bytes", bytes ?? {});
  }
  before.forEach((secret) => found.delete(secret.bytes));
  const used = new Map<string, number>();
  for (const { constructor } of found.values()) {
    used.set(constructor.name, (used.get(constructor.name) ?? 0) + 1);
  }
  const left = [...found].filter(([own]) => !isZero(own)).map(([, { constructor }]) => constructor.name);
  return { used, left };
}
