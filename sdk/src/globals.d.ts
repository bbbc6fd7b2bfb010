// The two things of the web platform that the protocol uses. Browsers, workers, Node, Deno and Bun all have them; nothing
// else of the DOM's types is wanted here.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
