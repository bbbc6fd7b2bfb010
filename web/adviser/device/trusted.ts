/** What `trustedTypes` (W3C) has of use here; TypeScript's DOM library does not know it yet. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL: (address: string) => string };
}

/** Only an address of this app's own folder passes. @throws TypeError any other. */
function own(address: string): string {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== location.origin || !pathname.startsWith(import.meta.env.BASE_URL)) {
    throw new TypeError("not a script of this app");
  }
  return address;
}

// The one policy that the page's Content-Security-Policy lets be made. Browsers without Trusted Types take the text as it is.
const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes;
const policy = policies?.createPolicy("workers", { createScriptURL: own });

/**
 * The address of a worker's script, in the form in which the browser takes it.
 *
 * @throws TypeError where it is not in this app's own folder.
 */
export function scriptAddress(address: string): string {
  return policy ? policy.createScriptURL(address) : own(address);
}
