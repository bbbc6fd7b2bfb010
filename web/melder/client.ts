type Protocol = typeof import("./protocol.ts");

let loading: Promise<Protocol> | undefined;

/** The protocol, loaded once. @throws what loading throws; the next call tries again. */
export function protocol(): Promise<Protocol> {
  loading ??= import("./protocol.ts").catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
