/**
 * A push service on this machine: towards servers RFC 8030, towards Firefox what Mozilla's own speaks over a WebSocket.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type RawData, WebSocket, WebSocketServer } from "ws";

const PUSH = "/push/";

/** A browser that is told at an address of its own. */
interface Subscription {
  readonly browser: WebSocket;
  /** The public key of the server that may send here: base64url, without padding. */
  readonly key: string;
}

/** A message as a server sent it. */
export interface Pushed {
  readonly channel: string;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: number;
}

/** What Firefox says. */
interface Said {
  readonly messageType?: string;
  readonly channelID?: string;
  readonly key?: string;
  readonly updates?: readonly { readonly version: string; readonly code: number }[];
}

/** A running push service. */
export class PushService {
  /** Where servers send to: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** What servers sent. */
  readonly pushed: Pushed[] = [];
  /** How browsers got on with what was passed to them: 100 where a service worker took it. */
  readonly acknowledged: number[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #subscriptions = new Map<string, Subscription>();

  private constructor(server: Server, sockets: WebSocketServer) {
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    this.#sockets = sockets;
    server.on("request", (request, response) => void this.#take(request, response));
    sockets.on("connection", (browser) => {
      browser.on("message", (data) => this.#hear(browser, data));
    });
  }

  /** Starts one on a free port. */
  static async start(): Promise<PushService> {
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PushService(server, sockets);
  }

  /** Settings with which Firefox takes this for its push service. */
  get preferences(): Record<string, string | boolean> {
    return {
      "dom.push.connection.enabled": true,
      "dom.push.serverURL": this.origin.replace("http:", "ws:"),
      "dom.push.testing.allowInsecureServerURL": true,
    };
  }

  /** The addresses at which browsers are told now, each with the key of the server that may. */
  get endpoints(): readonly { readonly endpoint: string; readonly key: string }[] {
    return [...this.#subscriptions].map(([channel, { key }]) => ({ endpoint: this.#endpoint(channel), key }));
  }

  /** Stops it. */
  async stop(): Promise<void> {
    for (const browser of this.#sockets.clients) browser.terminate();
    const ended = once(this.#server, "close");
    this.#server.close();
    await ended;
  }

  #endpoint(channel: string): string {
    return `${this.origin}${PUSH}${channel}`;
  }

  #hear(browser: WebSocket, data: RawData): void {
    const said = JSON.parse((data as Buffer).toString()) as Said;
    const channel = said.channelID ?? "";
    const answer = (more: object) => browser.send(JSON.stringify({ ...more, messageType: said.messageType }));
    switch (said.messageType) {
      case "hello":
        answer({ status: 200, uaid: randomUUID(), use_webpush: true, broadcasts: {} });
        break;
      case "register":
        this.#subscriptions.set(channel, { browser, key: (said.key ?? "").replace(/=+$/, "") });
        answer({ status: 200, channelID: channel, pushEndpoint: this.#endpoint(channel) });
        break;
      case "unregister":
        this.#subscriptions.delete(channel);
        answer({ status: 200, channelID: channel });
        break;
      case "ack":
        this.acknowledged.push(...(said.updates ?? []).map(({ code }) => code));
        break;
      case undefined:
        // it asks whether anybody is there
        browser.send("{}");
        break;
      default:
    }
  }

  /** A message of a server's: RFC 8030, section 5. */
  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let bytes = 0;
    for await (const part of request) bytes += (part as Buffer).length;
    const channel = (request.url ?? "").slice(PUSH.length);
    const subscription = this.#subscriptions.get(channel);
    if (request.method !== "POST" || !subscription) {
      response.writeHead(404).end();
      return;
    }
    this.pushed.push({ channel, headers: request.headers, bytes });
    const version = randomUUID();
    subscription.browser.send(JSON.stringify({ messageType: "notification", channelID: channel, version }));
    response.writeHead(201, { location: `/message/${version}` }).end();
  }
}
