import { request } from "node:http";

import { type Fetch } from "../../src/service/service.js";

/** What was asked of the server. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly sent: number;
  readonly received: number;
}

/** `fetch` by `node:http`: the platform's own needs WebAssembly, which is not there without a JIT. It says what was asked. */
export function reach(calls: Call[] = []): Fetch {
  return (address, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const asked = request(address, { method, headers, signal: signal, agent: false }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const bytes = Buffer.concat(parts);
          const { pathname } = new URL(address);
          calls.push({ method, path: pathname, sent: body?.length ?? 0, received: bytes.length });
          const status = answer.statusCode ?? 0;
          resolve({
            ok: status >= 200 && status < 300,
            status,
            headers: { get: (name) => answer.headers[name]?.toString() ?? null },
            arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
          });
        });
      });
      asked.on("error", reject);
      asked.end(body);
    });
}
