import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";

/** The page under test. */
export const page = document.body;

/** Shows something in an empty page; what was shown before goes. */
export async function mount(shown: ComponentChild): Promise<void> {
  await act(() => {
    render(null, page);
    render(shown, page);
  });
}

/** Takes what is shown away. */
export async function unmount(): Promise<void> {
  await act(() => render(null, page));
}

/** Does something, and returns once the page has come to rest after it. */
export async function after(work: () => unknown): Promise<void> {
  await act(async () => {
    await work();
    await rest();
  });
}

/** What was started by the work, promise by promise, goes on before a task of its own. */
async function rest(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** The button or link of this name. @throws where there is none, or several. */
export function button(name: string): HTMLElement {
  return only(
    [...page.querySelectorAll<HTMLElement>("button, a")].filter((one) => nameOf(one) === name),
    name,
  );
}

/** Presses the button of this name. */
export async function press(name: string): Promise<void> {
  await after(() => button(name).click());
}

/** The field with this label. @throws where there is none, or several. */
export function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const labels = [...page.querySelectorAll("label")].filter((one) => textOf(one).startsWith(label));
  const found = only(labels, label);
  const id = found.getAttribute("for");
  const element = id === null ? found.querySelector("input, textarea, select") : document.getElementById(id);
  return element as HTMLInputElement;
}

/** Types something into the field with this label, in the place of what stands there. */
export async function type(label: string, text: string): Promise<void> {
  await after(() => {
    const one = field(label);
    one.value = text;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Everything that can be read on the page, without the hyphens that long words may be divided at. */
export function words(): string {
  return textOf(page);
}

/** What a screen reader is told at once. */
export function alerts(): string[] {
  return [...page.querySelectorAll("[role=alert]")].map(textOf).filter((text) => text !== "");
}

/** The text of each of these elements. */
export function texts(selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(textOf);
}

function nameOf(element: Element): string {
  return element.getAttribute("aria-label") ?? textOf(element);
}

function textOf(element: Element): string {
  return element.textContent.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim();
}

function only<T>(found: readonly T[], name: string): T {
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`${found.length} elements are called ${name} in: ${words()}`);
  }
  return first;
}
