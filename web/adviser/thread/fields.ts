import { type Day, parseDay } from "@fluister/sdk";

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

  /** A day, which letters write as YYYY-MM-DD. */
  day(name: string): Day | undefined {
    const value = this.text(name);
    return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseDay(value) : undefined;
  }

  /** An integer. */
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
}
