/**
 * The hour at which advisers want to be told comes once a day; a test doesn't wait for it.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Python has SQLite with it; Node has only in later versions. Prints how many are to be told. */
const COME = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=30) as database:
    print(database.execute("UPDATE notifications SET due = 0 WHERE waiting = 1").rowcount)
`;

/** Makes it the hour for those of whom there is something to tell; gives how many they are. */
export function letTheHourCome(folder: string): number {
  return Number(execFileSync("python3", ["-c", COME, join(folder, "fluister.sqlite")], { encoding: "utf8" }));
}
