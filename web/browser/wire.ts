/**
 * What goes over the wire, as the browser counted it (Chromium's DevTools protocol).
 */
import type { Page } from "@playwright/test";

/** A request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Bytes of the request's body. */
  readonly sent: number;
  /** Bytes of the answer, headers and all, as they came. */
  received: number;
  /** Bytes of the answer's body, unpacked. */
  body: number;
}

/** Everything from now on, in order. */
export async function listen(page: Page): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  const byId = new Map<string, Exchange>();
  const session = await page.context().newCDPSession(page);
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    const sent = (request.postDataEntries ?? []).reduce(
      (sum, { bytes }) => sum + Buffer.from(bytes ?? "", "base64").length,
      0,
    );
    const exchange = { method: request.method, path: pathname, sent, received: 0, body: 0 };
    exchanges.push(exchange);
    byId.set(requestId, exchange);
  });
  session.on("Network.dataReceived", ({ requestId, dataLength }) => {
    const exchange = byId.get(requestId);
    if (exchange) exchange.body += dataLength;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const exchange = byId.get(requestId);
    if (exchange) exchange.received = encodedDataLength;
  });
  await session.send("Network.enable");
  return exchanges;
}
