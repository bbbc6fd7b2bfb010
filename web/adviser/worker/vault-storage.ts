import type { VaultStorage } from "@fluister/sdk";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface Schema extends DBSchema {
  readonly records: { readonly key: string; readonly value: Uint8Array };
}

/** The sealed records of this device's vault, in the browser's database. Opened anew for every use: nothing blocks a newer one. */
export class BrowserVaultStorage implements VaultStorage {
  /** Every record there is, by its name. @throws DOMException where the browser keeps no database. */
  async load(): Promise<ReadonlyMap<string, Uint8Array>> {
    return using(async (database) => {
      const all = database.transaction("records");
      const [names, records] = await Promise.all([all.store.getAllKeys(), all.store.getAll()]);
      return new Map(names.map((name, at) => [name, records[at] ?? new Uint8Array()]));
    });
  }

  /** All of it or nothing, and on the disk before it returns. @throws DOMException where there is no room. */
  async save(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void> {
    await using(async (database) => {
      const all = database.transaction("records", "readwrite", { durability: "strict" });
      for (const [name, record] of changes) {
        void (record ? all.store.put(record, name) : all.store.delete(name));
      }
      await all.done;
    });
  }
}

async function using<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>("vault", 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore("records");
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Deletes all records of this device. @throws DOMException where another tab holds the database. */
export async function emptyVaultStorage(): Promise<void> {
  await using(async (database) => {
    await database.clear("records");
  });
}
