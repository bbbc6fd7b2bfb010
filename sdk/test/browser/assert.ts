// What the vectors need of `node:assert/strict`, for browsers: an import map puts this in its place.

/** Fails. */
function fail(message = "failed"): never {
  throw new Error(message);
}

function ok(value: unknown, message?: string): void {
  if (!value) {
    fail(message ?? `${shown(value)} does not hold`);
  }
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) {
    fail(message ?? `${shown(actual)} is not ${shown(expected)}`);
  }
}

function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!isDeepEqual(actual, expected)) {
    fail(message ?? `${shown(actual)} is not ${shown(expected)}`);
  }
}

function throws(act: () => unknown): void {
  try {
    act();
  } catch {
    return;
  }
  fail("nothing was thrown");
}

export default { deepEqual, equal, fail, ok, throws };

function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false;
  }
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) {
    return false;
  }
  const [mine, others] = [entriesOf(a), entriesOf(b)];
  return (
    mine.size === others.size
    && [...mine].every(([key, value]) => others.has(key) && isDeepEqual(value, others.get(key)))
  );
}

function entriesOf(value: object): Map<unknown, unknown> {
  return value instanceof Map ? value : new Map(Object.entries(value));
}

function shown(value: unknown): string {
  return value instanceof Uint8Array ? `bytes ${[...value].join(" ")}` : JSON.stringify(value);
}
