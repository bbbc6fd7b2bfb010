/** Pages of another build in the place of those that the server has. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { ADVISER, MELDER } from "../../build/apps.ts";

/** Shows a page the apps that were built to `dist`; the API's calls go to the server. Without a service worker, which no page could change. */
export async function showPages(page: Page, dist: string): Promise<void> {
  const isPages = ({ pathname, protocol }: URL) => protocol === "http:" && !pathname.startsWith("/v1/");
  await page.route(isPages, async (route) => {
    const { pathname } = new URL(route.request().url());
    const { policy } = pathname.startsWith(ADVISER.base) ? ADVISER : MELDER;
    await route.fulfill({ path: join(dist, fileOf(pathname, dist)), headers: { "content-security-policy": policy } });
  });
}

/** As the server does: an organisation's page is the same for each. */
function fileOf(pathname: string, dist: string): string {
  if (pathname === "/") return "root.html";
  if (pathname === "/help") return "help.html";
  if (pathname === ADVISER.base) return `${pathname}index.html`;
  return existsSync(join(dist, pathname)) ? pathname : "index.html";
}
