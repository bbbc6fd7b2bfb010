import { transferHandlers } from "comlink";

/** An error as it crosses between worker and page: with the fields by which the SDK's errors are told apart. */
const TELLING = ["kind", "reason", "problem", "retryAfter"] as const;

interface Thrown {
  readonly isError: boolean;
  readonly value: unknown;
}

/**
 * Has errors keep what they are when they leave the worker: `name` and the fields that say what went wrong. Without this
 * only their message would arrive. To be called once in the worker; the page needs nothing for it.
 */
export function keepFieldsOfErrors(): void {
  const handler = transferHandlers.get("throw");
  if (!handler) {
    throw new Error("comlink has no handler for what is thrown");
  }
  const serialize = handler.serialize.bind(handler);
  handler.serialize = (thrown: { readonly value: unknown }) => {
    const [{ isError, value }, moved] = serialize(thrown) as [Thrown, Transferable[]];
    if (!isError || !(thrown.value instanceof Error)) {
      return [{ isError, value }, moved];
    }
    const fields = Object.fromEntries(
      TELLING.flatMap((name) => {
        const field = (thrown.value as Readonly<Record<string, unknown>>)[name];
        return typeof field === "string" || typeof field === "number" ? [[name, field]] : [];
      }),
    );
    const { name, message } = thrown.value;
    return [{ isError, value: { name, message, ...fields } }, moved];
  };
}
