import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** What this device remembers in clear, since it is nobody's secret. */
export interface Preferences {
  /** The language of the page (BCP 47). */
  readonly language?: string;
  /** Minutes without a key or a touch after which the app locks itself: 5 to 60. */
  readonly idleMinutes?: number;
}

interface Schema extends DBSchema {
  readonly preferences: { readonly key: string; readonly value: Preferences };
}

/** What this device remembers. Nothing where the browser keeps no database. */
export async function preferences(): Promise<Preferences> {
  try {
    return (await using((database) => database.get("preferences", "all"))) ?? {};
  } catch {
    return {};
  }
}

/** Remembers more. Does not throw: a browser that keeps nothing asks again the next time. */
export async function prefer(more: Preferences): Promise<void> {
  try {
    await using(async (database) => {
      const all = database.transaction("preferences", "readwrite");
      await all.store.put({ ...(await all.store.get("all")), ...more }, "all");
      await all.done;
    });
  } catch {
    return;
  }
}

async function using<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>("preferences", 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore("preferences");
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
