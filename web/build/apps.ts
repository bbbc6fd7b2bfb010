/** One of the apps, as its browser is told to treat it. */
export interface App {
  /** Where its page is. */
  readonly base: string;
  /** `Content-Security-Policy`: word for word what the server sends; a test compares the two. */
  readonly policy: string;
}

const COMMON =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; ";

/** What melders see. */
export const MELDER: App = { base: "/", policy: `${COMMON}trusted-types 'none'` };

/** What advisers work with: beside all that, a worker that opens letters, one that serves the app offline, and a typeface. */
export const ADVISER: App = {
  base: "/adviser/",
  policy: `${COMMON}trusted-types workers; worker-src 'self'; manifest-src 'self'; font-src 'self'`,
};

/** Where an administrator signs what an organisation says of itself. */
export const ORGANISATION: App = { base: "/organisation/", policy: `${COMMON}trusted-types 'none'` };
