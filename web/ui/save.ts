/** Has the browser save a file; nothing of it stays in the page. */
export function save(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // once the browser has taken it
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
