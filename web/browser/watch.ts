/**
 * What no page may do, whatever else a test looks at.
 */
import type { Page } from "@playwright/test";

/** What browsers say on the console of calls that fail. */
export const FAILED_CALL = /Failed to load resource|NetworkError|CORS|net::ERR/;

/** Faults of a page so far, each in a line. */
export class Watch {
  readonly #faults: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #origins: string[] = [];

  /** Watches a page from now on; requests elsewhere than to `origin` are faults. */
  static async over(page: Page, origin: string): Promise<Watch> {
    const watch = new Watch();
    watch.allow(origin);
    const fault = (what: string) => void watch.#faults.push(what);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") fault(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => fault(`error: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      const known = watch.#origins.some((allowed) => url.startsWith(`${allowed}/`));
      if (!known && !url.startsWith("blob:") && url !== "about:blank") fault(`request: ${url}`);
    });
    // what a policy stopped shows on the console, too, but not in every browser
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        // eslint-disable-next-line no-console -- this is how it gets out of the page
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    return watch;
  }

  /** Another server that a test goes to. */
  allow(origin: string): void {
    this.#origins.push(origin);
  }

  /** A fault that a test causes itself, such as a connection that it cuts off. */
  expect(fault: RegExp): void {
    this.#expected.push(fault);
  }

  /** Those that no test expects. */
  faults(): readonly string[] {
    return this.#faults.filter((fault) => !this.#expected.some((expected) => expected.test(fault)));
  }
}
