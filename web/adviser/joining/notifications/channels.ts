import { Service, type components } from "@fluister/sdk";

import { reached } from "../../worker/reach.ts";

/** The channels by which a server can notify advisers. */
export type NotificationChannels = components["schemas"]["Ways"];

/** What a server offers. @throws ServiceError */
export async function channelsOf(server: string): Promise<NotificationChannels> {
  return (await new Service(server, reached).call("get", "/v1/server", {})).notifications;
}

/** Whether any of these servers offers anything; one that can't be reached offers nothing now. */
export async function isAnyOffered(servers: readonly string[]): Promise<boolean> {
  const offered = await Promise.all(
    [...new Set(servers)].map(async (server) => {
      try {
        const { email, web_push } = await channelsOf(server);
        return email || (typeof web_push === "string" && canPush());
      } catch {
        return false;
      }
    }),
  );
  return offered.includes(true);
}

/** Whether this browser can be told something while the app is closed. */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}
