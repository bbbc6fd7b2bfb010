/** Where to come back to, as somebody would copy it by hand: without what browsers add themselves, and without the fingerprint. */
export function addressInWords(): string {
  return `${location.host}${location.pathname}`;
}
