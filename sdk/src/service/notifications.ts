import type { components } from "../generated/api.js";
import { number, object, optional, text } from "../protocol/shape.js";
import * as answers from "./answers.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";
import { type Session } from "./session.js";

const MAILS = { nl: true, en: true } as const satisfies Record<components["schemas"]["Language"], true>;

/** Every language that a server writes mails in. */
export const MAIL_LANGUAGES = Object.keys(MAILS) as readonly (keyof typeof MAILS)[];

/** Where, and at which hour, an adviser is told to look into the box. */
export interface NotificationSettings {
  /** An e-mail address; no mail is sent without. */
  readonly email?: string;
  /** A browser's push subscription; no push message is sent without. */
  readonly webPush?: { readonly endpoint: string };
  /** The hour at which messages go out, 0 to 23, in UTC. */
  readonly hour: number;
  /** The mail's language: one of {@link MAIL_LANGUAGES}. */
  readonly language: string;
}

const settings = object({
  email: optional(text()),
  web_push: optional(object({ endpoint: text() })),
  hour: number(0, 23),
  language: text(),
});

/** What the session's adviser asked for; nothing where they are not told. @throws ServiceError */
export async function getNotifications(service: Service, session: Session): Promise<NotificationSettings | undefined> {
  try {
    const answer = await service.call("get", "/v1/notifications", { headers: { authorization: session.bearer } });
    const { email, web_push: webPush, hour, language } = answers.read(settings, withoutNull(answer));
    return { ...(email !== undefined && { email }), ...(webPush && { webPush }), hour, language };
  } catch (error) {
    if (error instanceof ServiceError && error.problem === "notifications-off") {
      return undefined;
    }
    throw error;
  }
}

/** Asks to be told so from now on; or, without a wish, no longer. @throws ServiceError `refused` for what the server can't do. */
export async function putNotifications(
  service: Service,
  session: Session,
  wish: NotificationSettings | undefined,
): Promise<void> {
  const headers = { authorization: session.bearer };
  if (wish === undefined) {
    await service.call("delete", "/v1/notifications", { headers });
    return;
  }
  const { email, webPush, hour, language } = wish;
  type Body = Parameters<typeof service.call<"put", "/v1/notifications">>[2]["body"];
  const body = { ...(email !== undefined && { email }), ...(webPush && { web_push: webPush }), hour, language };
  await service.call("put", "/v1/notifications", { headers, body: body as Body });
}

/** A field without a value is as good as one that is left out. */
function withoutNull(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null));
}
