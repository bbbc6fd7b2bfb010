// What the SDK uses of the web platform. Browsers, workers, Node, Deno and Bun all have it; nothing else of the DOM's types is
// wanted here. The protocol needs the first two alone.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

declare class URL {
  constructor(text: string);
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}

declare function fetch(
  address: string,
  request: object,
): Promise<{
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}>;

declare function setTimeout(call: (value?: unknown) => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

interface CryptoKey {
  readonly type: string;
}

/** Missing on plain-http pages: whoever uses it looks whether it is there. */
declare const crypto: {
  readonly subtle?: {
    importKey(
      format: "raw",
      key: Uint8Array<ArrayBuffer>,
      algorithm: "PBKDF2",
      extractable: false,
      usages: ["deriveBits"],
    ): Promise<CryptoKey>;
    deriveBits(
      algorithm: { name: "PBKDF2"; hash: "SHA-256"; salt: Uint8Array<ArrayBuffer>; iterations: number },
      key: CryptoKey,
      bits: number,
    ): Promise<ArrayBuffer>;
  };
};
