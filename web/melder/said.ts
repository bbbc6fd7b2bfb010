import type { Line } from "@fluister/sdk";

/** The fields of an adviser's letter, by type; what is missing or of another type is nothing. */
export class Said {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(line: Line) {
    this.#fields = line.content ?? {};
  }

  text(name: string): string | undefined {
    const value = this.#fields[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** An integer; days are integers, too. */
  number(name: string): number | undefined {
    const value = this.#fields[name];
    return typeof value === "number" ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  bytes(name: string): Uint8Array | undefined {
    const value = this.#fields[name];
    return value instanceof Uint8Array ? value : undefined;
  }
}
