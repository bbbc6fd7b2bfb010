import { ServiceError, type ServiceOptions } from "@fluister/sdk";

/** Servers that the app's policy (Content-Security-Policy) let nobody talk to. */
const barred = new Set<string>();

addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === "connect-src" && URL.canParse(blockedURI)) {
    barred.add(new URL(blockedURI).origin);
  }
});

/** How servers are reached, in the page and in the worker: one that the policy bars is told from one that is away. */
export const reached: ServiceOptions = {
  fetch: async (address, request) => {
    try {
      return await fetch(address, request);
    } catch (error) {
      // The browser may say so only after this failed; then the next try, half a second later, knows.
      throw barred.has(new URL(address).origin) ? new ServiceError("not-allowed") : error;
    }
  },
};
