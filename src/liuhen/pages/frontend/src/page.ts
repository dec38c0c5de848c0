// Small things every island needs.

interface Htmx {
  trigger(element: Element, event: string): void;
  process(element: Element): void;
}

declare global {
  interface Window {
    htmx?: Htmx;
  }
}

export function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return Array.from(within.querySelectorAll<T>(selector));
}

export function one<T extends Element>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

export function csrf(): string {
  return one<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? headerToken();
}

function headerToken(): string {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? ((JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] ?? "") : "";
}

/** Whether a key belongs to an input method: Safari sends the Enter that ends a composition after its end, known only by its code. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Say something to whoever does not see the page. */
export function say(words: string): void {
  const place = document.getElementById("say");
  if (place) place.textContent = words;
}

/** What a note tells: how things stand, that something was not taken, or that something is broken. Only what is broken is vermilion. */
type Tells = "state" | "refused" | "broken";
const LOOKS: Record<Tells, string> = { state: "lh-note", refused: "lh-note lh-refused", broken: "lh-note over" };

/** A note in the house's shape: what happened in bold, then what to do. */
export function note(bold: string, rest: string, tells: Tells = "state"): HTMLElement {
  const box = document.createElement("div");
  box.className = LOOKS[tells];
  box.setAttribute("role", tells === "state" ? "status" : "alert");
  const head = document.createElement("b");
  head.textContent = bold;
  const words = document.createElement("p");
  words.textContent = rest;
  box.append(head, words);
  return box;
}

/** The day and the minute that many minutes ago, by the server's clock and in China, wherever the device believes to be. */
export function clockNow(ago = 0): { day: string; clock: string } {
  const made = Date.parse(document.body.dataset["now"] ?? "");
  const at = (Number.isNaN(made) ? Date.now() : made + performance.now()) - ago * 60000;
  const china = new Date(at + 8 * 60 * 60000).toISOString();
  return { day: china.slice(0, 10), clock: china.slice(11, 16) };
}
