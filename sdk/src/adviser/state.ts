import { type EntryStore, readEntry, writeEntry } from "../vault/entries.js";
import { VaultError } from "../vault/vault-error.js";
import {
  type KeptColleagueLetter,
  type KeptCore,
  type KeptDraft,
  type KeptLetter,
  type KeptOutgoing,
  type KeptThread,
  type KeptUnreadable,
  type KeptUpload,
} from "./kept.js";
import {
  type ColleagueLetter,
  type Draft,
  type Letter,
  keptColleagueLetter,
  keptDraft,
  keptLetter,
  readColleagueLetter,
  readDraft,
  readLetter,
} from "./letters.js";
import * as names from "./names.js";

/**
 * What the vault holds of one organisation. What is given is never changed: whoever changes something puts another value in
 * its place.
 */
export class State {
  /** Of all its entries: empty for the first organisation. */
  readonly prefix: string;
  readonly #vault: EntryStore;
  /** Values that were read, by name, while their content is the same. */
  readonly #read = new Map<string, { readonly content: string; readonly value: unknown }>();
  /** What was made of these values: a page of letters, a draft. */
  readonly #made = new WeakMap<object, unknown>();

  constructor(vault: EntryStore, prefix: string) {
    this.#vault = vault;
    this.prefix = prefix;
  }

  /** An entry's value, if it is there. */
  get(name: string): unknown {
    const content = this.#vault.entries.get(this.prefix + name);
    if (content === undefined) {
      return undefined;
    }
    const known = this.#read.get(name);
    if (known?.content === content) {
      return known.value;
    }
    const value = readEntry(content);
    this.#read.set(name, { content, value });
    return value;
  }

  /** What a thread consists of, as it lies in the vault: for telling whether something has changed. */
  sourcesOf(thread: string): readonly string[] {
    const at = (name: string) => this.#vault.entries.get(this.prefix + name);
    const sources = [names.THREAD, names.TYPING, names.FORMS].map((start) => at(start + thread));
    sources.push(at(names.MARKS + thread.slice(0, 1)));
    for (let number = 0; ; number++) {
      const page = at(this.#pageOfThread(thread)(number));
      if (page === undefined) {
        return sources.map((source) => source ?? "");
      }
      sources.push(page);
    }
  }

  /** Puts an entry's value, or takes the entry away. */
  put(name: string, value: unknown): void {
    const whole = this.prefix + name;
    this.#vault.put(whole, value === undefined ? undefined : writeEntry(whole, value));
  }

  /** The ends of all names that begin so, in their order. */
  ends(start: string): string[] {
    const whole = this.prefix + start;
    return [...this.#vault.entries.keys()]
      .filter((name) => name.startsWith(whole))
      .map((name) => name.slice(whole.length))
      .sort();
  }

  /** What an adviser is to the protocol. */
  get core(): KeptCore {
    const core = this.get(names.CORE) as KeptCore | undefined;
    if (core === undefined) {
      throw new VaultError("damaged");
    }
    return core;
  }

  set core(core: KeptCore) {
    this.put(names.CORE, core);
  }

  get unreadable(): readonly KeptUnreadable[] {
    return (this.get(names.UNREADABLE) as readonly KeptUnreadable[] | undefined) ?? [];
  }

  set unreadable(letters: readonly KeptUnreadable[]) {
    this.put(names.UNREADABLE, letters);
  }

  /** The names of all threads. */
  get threads(): string[] {
    return this.ends(names.THREAD);
  }

  thread(thread: string): KeptThread | undefined {
    return this.get(names.THREAD + thread) as KeptThread | undefined;
  }

  putThread(thread: string, value: KeptThread): void {
    this.put(names.THREAD + thread, value);
  }

  /** All letters of a thread. */
  letters(thread: string): readonly Letter[] {
    return this.#paged(this.#pageOfThread(thread), (page) => (page as KeptLetter[]).map(readLetter));
  }

  /** Puts a letter after those that a thread has. */
  addLetter(thread: string, letter: Letter): void {
    this.#add(this.#pageOfThread(thread), keptLetter(letter));
  }

  /** The letters of a thread are not new any more. */
  showLetters(thread: string): void {
    this.#showPages(this.#pageOfThread(thread));
  }

  /** Takes a thread away, with its letters and all that belongs to it. */
  deleteThread(thread: string): void {
    this.put(names.THREAD + thread, undefined);
    this.put(names.TYPING + thread, undefined);
    this.put(names.FORMS + thread, undefined);
    for (let number = 0; this.get(this.#pageOfThread(thread)(number)) !== undefined; number++) {
      this.put(this.#pageOfThread(thread)(number), undefined);
    }
    for (const [name, draft] of this.drafts) {
      if ("melder" in draft && draft.melder === thread) {
        this.put(names.DRAFT + name, undefined);
      }
    }
  }

  /** Letters between advisers. */
  get colleagues(): readonly ColleagueLetter[] {
    return this.#paged(pageOfColleagues, (page) => (page as KeptColleagueLetter[]).map(readColleagueLetter));
  }

  addColleagueLetter(letter: ColleagueLetter): void {
    this.#add(pageOfColleagues, keptColleagueLetter(letter));
  }

  /** The letters of other advisers are not new any more. */
  showColleagueLetters(): void {
    this.#showPages(pageOfColleagues);
  }

  /** What waits to be sealed, by name. */
  get drafts(): readonly (readonly [string, Draft])[] {
    const kept = this.#all(names.DRAFT) as (readonly [string, KeptDraft])[];
    return kept.map(([name, draft]) => [name, this.#madeOf(draft, readDraft)]);
  }

  /** Puts a draft, or takes it away. */
  putDraft(name: string, draft: Draft | undefined): void {
    this.put(names.DRAFT + name, draft && keptDraft(draft));
  }

  /** Sealed letters on their way. */
  get outbox(): readonly KeptOutgoing[] {
    return this.#all(names.OUTBOX).map(([, outgoing]) => outgoing as KeptOutgoing);
  }

  addOutgoing(outgoing: KeptOutgoing): void {
    this.put(names.OUTBOX + outgoing.id, outgoing);
  }

  /** Attachments on their way, by name. */
  get uploads(): readonly (readonly [string, KeptUpload])[] {
    return this.#all(names.UPLOAD) as (readonly [string, KeptUpload])[];
  }

  #pageOfThread(thread: string): (number: number) => string {
    return (number) => `${names.LETTERS}${thread}/${names.page(number)}`;
  }

  #all(start: string): (readonly [string, unknown])[] {
    return this.ends(start).flatMap((end) => {
      const value = this.get(start + end);
      return value === undefined ? [] : [[end, value] as const];
    });
  }

  /** What is made of a value of the vault: once, as long as that is the same. */
  #madeOf<K extends object, T>(kept: K, make: (kept: K) => T): T {
    const known = this.#made.get(kept) as T | undefined;
    if (known !== undefined) {
      return known;
    }
    const made = make(kept);
    this.#made.set(kept, made);
    return made;
  }

  #pages(nameOf: (number: number) => string): (readonly unknown[])[] {
    const pages: (readonly unknown[])[] = [];
    for (;;) {
      const page = this.get(nameOf(pages.length)) as readonly unknown[] | undefined;
      if (page === undefined) {
        return pages;
      }
      pages.push(page);
    }
  }

  #paged<T>(nameOf: (number: number) => string, read: (page: readonly unknown[]) => readonly T[]): T[] {
    return this.#pages(nameOf).flatMap((page) => this.#madeOf(page, read));
  }

  #add(nameOf: (number: number) => string, item: unknown): void {
    const pages = this.#pages(nameOf);
    const last = pages.at(-1) ?? [];
    if (last.length < names.PAGE) {
      this.put(nameOf(Math.max(0, pages.length - 1)), [...last, item]);
    } else {
      this.put(nameOf(pages.length), [item]);
    }
  }

  /** Nothing in these pages is new any more; pages in which nothing was stay as they are, byte for byte. */
  #showPages(nameOf: (number: number) => string): void {
    const pages = this.#pages(nameOf) as (readonly { readonly new: boolean }[])[];
    for (const [number, page] of pages.entries()) {
      if (page.some((letter) => letter.new)) {
        this.put(
          nameOf(number),
          page.map((letter) => ({ ...letter, new: false })),
        );
      }
    }
  }
}

function pageOfColleagues(number: number): string {
  return names.COLLEAGUES + names.page(number);
}
