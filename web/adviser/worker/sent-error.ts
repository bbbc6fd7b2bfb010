import { LinkError, ValidationError, ServiceError, VaultError } from "@fluister/sdk";

/**
 * An error on its way from worker to page: which of the SDK's it is, with what tells its cases apart, or the name of the
 * browser's own. No message goes along; a class would not arrive.
 */
export type SentError =
  | ({ readonly of: "ServiceError" } & Pick<ServiceError, "kind" | "problem" | "retryAfter">)
  | ({ readonly of: "VaultError" } & Pick<VaultError, "kind">)
  | ({ readonly of: "LinkError" } & Pick<LinkError, "reason">)
  | {
      readonly of: "ValidationError";
      readonly reason: ValidationError["reason"];
      readonly about: ValidationError["of"];
    }
  | { readonly of: "DOMException" | "Error"; readonly name: string };

/** In the worker: what of an error goes to the page. */
export function toSent(error: unknown): SentError {
  if (error instanceof ServiceError) {
    const { kind, problem, retryAfter } = error;
    return {
      of: "ServiceError",
      kind,
      ...(problem !== undefined && { problem }),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  }
  if (error instanceof VaultError) {
    return { of: "VaultError", kind: error.kind };
  }
  if (error instanceof LinkError) {
    return { of: "LinkError", reason: error.reason };
  }
  if (error instanceof ValidationError) {
    return { of: "ValidationError", reason: error.reason, about: error.of };
  }
  if (error instanceof DOMException) {
    return { of: "DOMException", name: error.name };
  }
  return { of: "Error", name: error instanceof Error ? error.name : "Error" };
}

/** On the page: the error that was thrown in the worker, of the class that is documented there. */
export function fromSent(sent: SentError): Error {
  switch (sent.of) {
    case "ServiceError":
      return new ServiceError(sent.kind, sent);
    case "VaultError":
      return new VaultError(sent.kind);
    case "LinkError":
      return new LinkError(sent.reason);
    case "ValidationError":
      return new ValidationError(sent.reason, sent.about);
    case "DOMException":
      return new DOMException("", sent.name);
    case "Error":
      return sent.name === "TypeError" ? new TypeError() : Object.assign(new Error(), { name: sent.name });
  }
}
