/** The fields of a letter, by type; what is missing or of another type is nothing. */
export class Fields {
  readonly #content: Readonly<Record<string, unknown>>;

  constructor(content: Readonly<Record<string, unknown>>) {
    this.#content = content;
  }

  text(name: string): string | undefined {
    const value = this.#content[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** An integer; days are integers, too. */
  number(name: string): number | undefined {
    const value = this.#content[name];
    return typeof value === "number" ? value : undefined;
  }

  is(name: string): boolean {
    return this.#content[name] === true;
  }

  list(name: string): readonly string[] {
    const value = this.#content[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  bytes(name: string): Uint8Array | undefined {
    const value = this.#content[name];
    return value instanceof Uint8Array ? value : undefined;
  }
}
