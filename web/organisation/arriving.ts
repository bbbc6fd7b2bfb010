import { type Link, formatLink } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { organisationIn, readRequestLink } from "../links/links.ts";
import { asked, lookAt } from "./advisers/asked.ts";
import { type ErrorCode, errorCodeOf } from "./error-code.ts";
import { administrator, open } from "./organisation-store.ts";
import { goFirst, goOn } from "./navigation.ts";

/** What is going on with a link: it is being looked at, or something was wrong. */
export const arriving = signal<{ readonly busy: boolean; readonly errorCode?: ErrorCode }>({ busy: false });

/** Opens what the page's address names, if it names anything: an organisation, or an adviser's request. */
export async function arrive(): Promise<void> {
  const href = location.href;
  if (location.hash.length > 1) {
    history.replaceState(null, "", location.pathname);
    await follow(href);
  }
}

/** Opens the organisation that a link names, and the request in it if there is one. Does not throw: `arriving` tells. */
export async function follow(href: string): Promise<boolean> {
  arriving.value = { busy: true };
  try {
    const link = organisationIn(href) ?? fail();
    if (!isOpen(link)) {
      await open(link);
    }
    if (/[#&]request=/.test(href)) {
      await lookAt(readRequestLink(href));
      goOn("request");
    } else {
      asked.value = undefined;
      goFirst("home");
    }
    arriving.value = { busy: false };
    return true;
  } catch (error) {
    arriving.value = { busy: false, errorCode: errorCodeOf(error) };
    return false;
  }
}

function isOpen(link: Link): boolean {
  return administrator.value !== undefined && formatLink(administrator.value.link) === formatLink(link);
}

function fail(): never {
  throw new Error("no link");
}
