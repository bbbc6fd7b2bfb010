import type { Day, InboxView, Shown } from "@fluister/sdk";

/** Something that an adviser must know about in time, and the organisation that it is about. */
export type Caution =
  | {
      readonly kind: "asked" | "asked-again" | "removed" | "expired" | "vault";
      readonly organisation: string;
    }
  | { readonly kind: "distrusted"; readonly organisation: string; readonly of: Shown; readonly isOld: boolean }
  | { readonly kind: "set-aside"; readonly organisation: string; readonly name: string }
  | { readonly kind: "trouble"; readonly organisation: string; readonly lastError: string }
  | { readonly kind: "expires" | "keys" | "absent"; readonly organisation: string; readonly day: Day }
  | { readonly kind: "away"; readonly organisation: string; readonly days: number }
  | { readonly kind: "unreadable" | "withdrawn"; readonly count: number };

/** Days before the list of advisers expires, and before the published keys end, from which on it is said. */
const [SOON_EXPIRED, SOON_WITHOUT_KEYS] = [14, 21] as const;

/** Days without a look after which melders wait too long. */
const AWAY = 5;

type Organisation = InboxView["organisations"][number];

/** Everything of which the adviser is to be warned today. */
export function cautions(inbox: InboxView, today: Day): Caution[] {
  const isOffline = isWithoutConnection(inbox);
  return [
    ...inbox.organisations.flatMap((organisation) => about(organisation, today, isOffline)),
    ...withoutVault(inbox),
    ...(inbox.unreadable.length > 0 ? [{ kind: "unreadable" as const, count: inbox.unreadable.length }] : []),
    ...(inbox.withdrawn > 0 ? [{ kind: "withdrawn" as const, count: inbox.withdrawn }] : []),
  ];
}

/** Whether no server at all could be reached: then it is the connection, and no organisation's error. */
export function isWithoutConnection({ organisations }: Pick<InboxView, "organisations">): boolean {
  return organisations.length > 0 && organisations.every(({ lastError }) => lastError === "offline");
}

/** Whether the vault lies where nothing is taken of this adviser any more: then nothing comes from the others either. */
function withoutVault({ organisations }: InboxView): Caution[] {
  const hasOthers = organisations.some(({ status }) => status === "appointed");
  return organisations
    .filter(({ keepsVault, status }) => keepsVault && status === "removed" && hasOthers)
    .map(({ name }) => ({ kind: "vault", organisation: name }));
}

function about(
  {
    name,
    status,
    lastError,
    distrusted = "directory",
    advisers,
    expires,
    keysUntil,
    lastSync,
    absentUntil,
  }: Organisation,
  today: Day,
  isOffline: boolean,
): Caution[] {
  const organisation = name;
  if (status === "distrusted") {
    return [{ kind: status, organisation, of: distrusted, isOld: lastError === "old" }];
  }
  if (name === "") {
    // Never seen on this device: how one stands there is not known before the first look.
    return [];
  }
  if (status === "asked") {
    // Who has looked there before was appointed, and has new keys.
    return [{ kind: lastSync === undefined ? "asked" : "asked-again", organisation }];
  }
  if (status !== "appointed") {
    return [{ kind: status, organisation }];
  }
  const setAside = advisers.filter((adviser) => adviser.setAside !== undefined);
  const found: Caution[] = setAside.map((adviser) => ({ kind: "set-aside", organisation, name: adviser.name }));
  if (expires < today) {
    found.push({ kind: "expired", organisation });
  } else if (lastError !== undefined && !isOffline) {
    found.push({ kind: "trouble", organisation, lastError });
  }
  if (expires >= today && expires - today <= SOON_EXPIRED) {
    found.push({ kind: "expires", organisation, day: expires });
  }
  if (keysUntil !== undefined && keysUntil - today <= SOON_WITHOUT_KEYS) {
    found.push({ kind: "keys", organisation, day: keysUntil });
  }
  if (lastSync !== undefined && today - lastSync >= AWAY) {
    found.push({ kind: "away", organisation, days: today - lastSync });
  }
  if (absentUntil !== undefined && absentUntil >= today) {
    found.push({ kind: "absent", organisation, day: absentUntil });
  }
  return found;
}
