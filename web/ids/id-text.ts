/** An id as text, to compare and to name by. */
export function idText(id: Uint8Array): string {
  return Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
